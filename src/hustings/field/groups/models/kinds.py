"""Kinds of groups, as the campaign names them, with what each may do."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.text.languages import Translated


class Approval(models.TextChoices):
    """When a group that a supporter founds is shown."""

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
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("kind of group")
        verbose_name_plural = _("kinds of groups")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    name = Translated("names")
    charter = Translated("charters")
