"""Reminders to jurors whose time is nearly over."""

from datetime import timedelta

from django.utils import timezone

from hustings.networks.initiatives.models import Round
from hustings.networks.juries import actions

_BEFORE = timedelta(days=2)


def remind() -> None:
    """Mail each once a day, from two days before the end."""
    today = timezone.localdate()
    ending = Round.objects.filter(
        jury_closes_on__range=(today, today + _BEFORE), assigned_at__isnull=False, announced_at=None
    )
    for each in ending:
        actions.nudge(round_=each)
