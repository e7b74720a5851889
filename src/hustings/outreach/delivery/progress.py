"""How far a mailing is, in numbers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from hustings.outreach.delivery import return_reports
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings.models import Mailing

State = Delivery.State
_LATELY = timedelta(minutes=2)


@dataclass(frozen=True)
class Progress:
    """Letters of a mailing by what became of them."""

    total: int
    sent: int
    delivered: int
    bounced: int
    complained: int
    failed: int
    skipped: int
    unsure: int
    waiting: int
    held: int  # until a version is chosen for them
    unsubscribed: int
    per_minute: int

    @property
    def done(self) -> int:
        """Letters of which nothing more is to come."""
        return self.total - self.waiting - self.held

    @property
    def hears_returns(self) -> bool:
        """Whether that none came back, or was complained of, means anything."""
        return bool(self.bounced or self.complained) or return_reports.are_heard()

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means all."""
        return self.done * 100 // self.total if self.total else 0


def of(mailing: Mailing) -> Progress:
    """Count. A draft has nothing to count."""
    if mailing.is_draft:
        return Progress(*[0] * 12)
    rows = Delivery.objects.filter(mailing=mailing)
    now = timezone.now()
    n, lately = rows.counts(), 0
    if mailing.is_moving:
        lately = rows.filter(sent_at__gte=now - _LATELY).count()
    sent = sum(n.get(state, 0) for state in Delivery.HANDED_OVER)
    return Progress(
        total=sum(n.values()),
        sent=sent,
        delivered=n.get(State.DELIVERED, 0),
        bounced=n.get(State.BOUNCED, 0),
        complained=n.get(State.COMPLAINED, 0),
        failed=n.get(State.FAILED, 0),
        skipped=n.get(State.SKIPPED, 0),
        unsure=n.get(State.UNSURE, 0),
        waiting=n.get(State.QUEUED, 0) + n.get(State.CLAIMED, 0) + n.get(State.SENDING, 0),
        held=n.get(State.HELD, 0),
        unsubscribed=rows.filter(unsubscribed_at__isnull=False).count(),
        per_minute=_rate(mailing, sent, lately, now),
    )


def _rate(mailing: Mailing, sent: int, lately: int, now: datetime) -> int:
    """Of the last minutes while it moves, so that pauses and nights don't count; of all its time after."""
    if not mailing.started_at or not sent:
        return 0
    if mailing.is_moving:
        seconds = min(now - mailing.started_at, _LATELY).total_seconds()
        return round(lately * 60 / max(seconds, 1))
    seconds = ((mailing.finished_at or now) - mailing.started_at).total_seconds()
    return round(sent * 60 / max(seconds, 1))
