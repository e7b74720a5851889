"""Kinds of groups, as the campaign names them, with what each may do."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.text.languages import Translated


class Approval(models.TextChoices):
    """Moment from which a group that a supporter founds is shown."""

    ZONE = "zone", _("once an organiser of the territory approves it")
    AT_ONCE = "at_once", _("at once")


class GroupKind(models.Model):
    """One kind of group. ``code`` is what imports, segments and rules know it by."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    names = models.JSONField(_("name"), default=dict, help_text="language -> name")
    charters = models.JSONField(_("charter"), default=dict, help_text="language -> text that hosts accept")
    approval = models.CharField(_("published"), max_length=10, choices=Approval, default=Approval.ZONE)
    may_be_founded = models.BooleanField(_("supporters may found one"), default=True)
    most_per_host = models.PositiveSmallIntegerField(
        _("groups per host"), default=2, help_text="Most that one person may host"
    )
    welcome_days = models.PositiveSmallIntegerField(
        _("days to welcome a newcomer"), default=3, validators=[MinValueValidator(1)]
    )
    silence_weeks = models.PositiveSmallIntegerField(
        _("weeks without a sign of the host"), default=8, validators=[MinValueValidator(1)],
        help_text=_("After these, the host is asked whether they carry on."),
    )  # fmt: skip
    offer_days = models.PositiveSmallIntegerField(
        _("days to answer"), default=5, validators=[MinValueValidator(1)],
        help_text=_("For a host who is asked for a sign, and for anyone asked to become host."),
    )  # fmt: skip
    vacancy_days = models.PositiveSmallIntegerField(
        _("days without a host"), default=30, validators=[MinValueValidator(1)],
        help_text=_("After these, the group closes until it has a host."),
    )  # fmt: skip
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("kind of group")
        verbose_name_plural = _("kinds of groups")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    name = Translated("names")
    charter = Translated("charters")
