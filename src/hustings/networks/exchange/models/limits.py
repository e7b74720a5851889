"""Limits: the promise to those who ask, and what is asked of those who offer at most."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


def number(label: Any, default: int, least: int, most: int) -> models.PositiveSmallIntegerField:  # type: ignore[type-arg]
    return models.PositiveSmallIntegerField(
        label, default=default, validators=[MinValueValidator(least), MaxValueValidator(most)]
    )


class ExchangeLimits(models.Model):
    """One row."""

    answer_hours = number(_("hours to answer, then the next one is asked"), 72, 4, 336)
    post_days = number(_("days that an ask or offer stays, unless renewed"), 30, 3, 180)
    silences = number(_("requests without an answer, then a break"), 3, 1, 20)
    break_days = number(_("days of that break"), 30, 1, 365)

    class Meta:
        verbose_name = _("limits")

    @classmethod
    def load(cls) -> "ExchangeLimits":
        """The row, or the defaults until somebody saves one."""
        return cls.objects.first() or cls(pk=1)
