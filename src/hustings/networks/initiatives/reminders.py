"""Reminders of the deadline to those who are still writing."""

from datetime import timedelta

from django.utils import timezone

from hustings.networks.initiatives import letters
from hustings.networks.initiatives.letter_mails import DEADLINE
from hustings.networks.initiatives.models import Application, State

_BEFORE = timedelta(days=2)
_AT_ONCE = 2_000


def remind() -> None:
    """Write down each reminder once; the mails leave by themselves."""
    now = timezone.now()
    drafts = Application.objects.confirmed().filter(
        state=State.DRAFT, reminded_at=None, round__closes_at__range=(now, now + _BEFORE)
    )
    for row in drafts.order_by("pk")[:_AT_ONCE]:
        letters.tell(row, DEADLINE)
        Application.objects.filter(pk=row.pk).update(reminded_at=now)
