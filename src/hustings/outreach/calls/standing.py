"""State of a list in numbers: how many are ready, and why the others are not, and until when."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q

from hustings.outreach.calls import grounds
from hustings.outreach.calls.models import Callee, CallList


@dataclass(frozen=True, slots=True)
class Standing:
    """Everybody on a list, counted once. ``*_at``: when the next of them is free."""

    total: int
    ready: int
    held: int  # in callers' hands
    held_until: datetime | None
    resting: int  # tried, and not yet due again
    resting_until: datetime | None
    promised: int  # to be called back later
    promised_at: datetime | None
    closed: int  # outside the hours, or in an electoral silence
    opens_at: datetime | None
    article: str  # the rule that keeps them closed
    is_silence: bool
    done: int
    ends: dict[str, int] = field(default_factory=dict)  # reason or outcome -> how many

    @property
    def share(self) -> int:
        """Share that is done, in per cent."""
        return round(100 * self.done / self.total) if self.total else 0

    @property
    def next_at(self) -> datetime | None:
        """The soonest moment at which somebody may be called."""
        times = [self.held_until, self.resting_until, self.promised_at, self.opens_at]
        return min((at for at in times if at), default=None)


def of(call_list: CallList, now: datetime) -> Standing:
    """Two queries, however long the list."""
    hours = grounds.hours(call_list, now)
    is_held = Q(claimed_by__isnull=False)
    waits = Q(done_at=None, claimed_by=None)
    due, later = waits & Q(due_at__lte=now), waits & Q(due_at__gt=now)
    is_open = Q(ground__in=hours.open)
    promised = later & Q(call_back_at__isnull=False)
    resting = later & Q(call_back_at=None)
    found = call_list.callees.aggregate(
        total=Count("pk"), done=Count("pk", filter=Q(done_at__isnull=False)),
        held=Count("pk", filter=is_held), held_until=Min("claimed_until", filter=is_held),
        ready=Count("pk", filter=due & is_open), closed=Count("pk", filter=due & ~is_open),
        resting=Count("pk", filter=resting), resting_until=Min("due_at", filter=resting),
        promised=Count("pk", filter=promised), promised_at=Min("due_at", filter=promised),
    )  # fmt: skip
    rows = call_list.callees.exclude(done_at=None).order_by().values_list("end").annotate(n=Count("pk"))
    return Standing(**found, **_closed(found["closed"], hours), ends=dict(rows))


def _closed(n: int, hours: grounds.Hours) -> dict[str, Any]:
    if not n or not hours.until:
        return {"opens_at": None, "article": "", "is_silence": False}
    key = min(hours.until, key=lambda each: hours.until[each])
    answer = hours.why[key]
    if answer.silences:
        return {"opens_at": hours.until[key], "article": answer.silences[0].article, "is_silence": True}
    rule = answer.quiet[0].rule if answer.quiet else None
    return {"opens_at": hours.until[key], "article": rule.article if rule else "", "is_silence": False}


def ended(standing: Standing) -> list[tuple[Any, int]]:
    """Reasons and outcomes in words, the most frequent first."""
    labels = dict(Callee._meta.get_field("end").flatchoices)
    pairs = [(labels.get(end, end), n) for end, n in standing.ends.items()]
    return sorted(pairs, key=lambda pair: -pair[1])
