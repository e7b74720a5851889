"""Limits: what the campaign asks of volunteers at most."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


def _number(label: Any, default: int, least: int, most: int) -> models.PositiveSmallIntegerField:  # type: ignore[type-arg]
    return models.PositiveSmallIntegerField(
        label, default=default, validators=[MinValueValidator(least), MaxValueValidator(most)]
    )


class VolunteerLimits(models.Model):
    """One row. The hours are those of French labour law for employees (articles L3121-18 and L3131-1)."""

    most_hours = _number(_("hours of help in 24 hours, at most"), 10, 1, 24)
    rest_hours = _number(_("hours of rest between two days, at least"), 11, 0, 24)
    asks_per_week = _number(_("requests by e-mail to one person in a week, at most"), 2, 1, 7)
    first_task_days = _number(_("days until a first task"), 7, 1, 60)
    head_start = _number(_("head start on popular shifts, in hours"), 24, 0, 336)
    head_start_below = _number(_("for people with fewer hours than this in the last 90 days"), 10, 1, 500)

    class Meta:
        verbose_name = _("limits")

    @classmethod
    def load(cls) -> "VolunteerLimits":
        """The row, or the defaults until somebody saves one."""
        return cls.objects.first() or cls(pk=1)
