"""Spam rules of the campaign."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class SpamRules(models.Model):
    """The rules that put answers to all forms aside for a look: one row, or what is usual."""

    words = models.JSONField(_("words"), default=list, blank=True)
    domains = models.JSONField(_("providers of addresses"), default=list, blank=True)
    links = models.PositiveSmallIntegerField(
        _("most links"), default=2, validators=[MaxValueValidator(100)],
        help_text=_("More of them in one response are too many."),
    )  # fmt: skip
    alike = models.PositiveSmallIntegerField(
        _("the same text"), default=3, validators=[MinValueValidator(2), MaxValueValidator(100)],
        help_text=_("A longer text that so many of the last two hundred said already is put aside."),
    )  # fmt: skip
    seconds = models.PositiveSmallIntegerField(
        _("fewest seconds"), default=0, validators=[MaxValueValidator(600)],
        help_text=_("Whoever fills in a whole form faster is put aside."),
    )  # fmt: skip
    an_hour = models.PositiveIntegerField(
        _("most of one network in an hour"), null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(1_000_000)],
        help_text=_("Empty: as many as the server takes sign-ups. Three times as many, and none is taken."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("what looks like spam")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def current(cls) -> Self:
        return cls.objects.filter(pk=1).first() or cls(pk=1)
