"""Spam rules of the campaign."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class SpamRules(models.Model):
    """The rules that put answers to all forms aside for a look: one row, or what is usual."""

    words = models.JSONField(_("blocked words"), default=list, blank=True)
    domains = models.JSONField(_("blocked e-mail providers"), default=list, blank=True)
    links = models.PositiveSmallIntegerField(
        _("maximum number of links"), default=2, validators=[MaxValueValidator(100)],
        help_text=_("In one response."),
    )  # fmt: skip
    alike = models.PositiveSmallIntegerField(
        _("identical texts"), default=3, validators=[MinValueValidator(2), MaxValueValidator(100)],
        help_text=_("Among the last 200 responses, before the next one is flagged."),
    )  # fmt: skip
    seconds = models.PositiveSmallIntegerField(
        _("minimum time in seconds"), default=0, validators=[MaxValueValidator(600)],
        help_text=_("Forms filled in faster are flagged."),
    )  # fmt: skip
    an_hour = models.PositiveIntegerField(
        _("maximum per network and hour"), null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(1_000_000)],
        help_text=_(
            "Leave blank for the server’s limit. Above three times this number, responses are rejected."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("spam filter")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def current(cls) -> Self:
        return cls.objects.filter(pk=1).first() or cls(pk=1)
