"""Throttles of roads to providers and domains. One row for a road, locked while a batch is claimed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from hustings.outreach.delivery.models import Destination, Pace, Warmup, WorkerLease
from hustings.outreach.delivery.rate_windows import RateWindows, place

MORNING = time(7)  # of the campaign's own time: when what a day's cap held back leaves
_FRESH = timedelta(minutes=2)  # how long a place that was given out stays good
FIRST_HOLD, LONGEST_HOLD = timedelta(minutes=1), timedelta(hours=2)
_FORGIVEN = timedelta(hours=1)  # without trouble, then the next hold is a short one again


@dataclass(frozen=True, slots=True)
class Letter:
    key: int
    road: str
    slot_at: datetime | None


@dataclass(frozen=True, slots=True)
class Wait:
    """A letter has to wait until then; ``slot_at`` is its place there, if it has one of its own."""

    key: int
    due_at: datetime
    slot_at: datetime | None


class Map:
    """The limits as they stand, and the plan of our own domain."""

    def __init__(self, sender: str) -> None:
        self.sender = sender
        self._limits = {each.key: each for each in Destination.objects.all()}
        self._of = {name: key for key, each in self._limits.items() for name in each.names}
        self._plan = Warmup.objects.filter(domain=sender).first()

    def of(self, address: str) -> str:
        domain = address.rpartition("@")[2].lower()
        return self._of.get(domain, domain)

    @property
    def at_once(self) -> dict[str, int]:
        """The roads on which only so many letters may be at once."""
        return {key: each.at_once for key, each in self._limits.items() if each.at_once}

    @property
    def own(self) -> str:
        return f"@{self.sender}"

    def share_out(self, letters: list[Letter], now: datetime) -> tuple[list[int], list[Wait]]:
        """Letters that take a place now, and those that wait; in neither: no limit, or a place before."""
        held = holds(now)
        waits = [Wait(each.key, until, each.slot_at) for each in letters if (until := held.get(each.road))]
        open_ = [each for each in letters if each.road not in held]
        limited: dict[str, list[Letter]] = {}
        for each in open_:
            limit = self._limits.get(each.road)
            if limit and (limit.per_minute or limit.per_hour):
                limited.setdefault(each.road, []).append(each)
        cap = self._plan.cap(timezone.localdate(now)) if self._plan else None
        if not limited and cap is None:
            return [], waits
        paces = _locked([*limited, *([self.own] if cap is not None else [])])
        late = self._beyond_day(open_, paces.get(self.own), cap, now)
        waits += late
        gone = {each.key for each in late}
        own = [each.key for each in open_ if each.key not in gone] if cap is not None else []
        for road, some in limited.items():
            mine, others = self._within(paces[road], [each for each in some if each.key not in gone], now)
            own += mine
            waits += others
        Pace.objects.bulk_update(paces.values(), ["minute", "n_minute", "hour", "n_hour", "day", "n_day"])
        waiting = {each.key for each in waits}
        return [key for key in dict.fromkeys(own) if key not in waiting], waits

    def _within(self, pace: Pace, letters: list[Letter], now: datetime) -> tuple[list[int], list[Wait]]:
        asking = [each for each in letters if not (each.slot_at and now - _FRESH < each.slot_at <= now)]
        limit = self._limits[pace.key]
        book = RateWindows(pace.minute, pace.n_minute, pace.hour, pace.n_hour)
        places = place(book, len(asking), now, limit.per_minute, limit.per_hour)
        pace.minute, pace.n_minute, pace.hour, pace.n_hour = (
            book.minute, book.n_minute, book.hour, book.n_hour,
        )  # fmt: skip
        pairs = list(zip(asking, places, strict=True))
        return [each.key for each, at in pairs if at.at <= now], [
            Wait(each.key, at.at, at.at if at.is_own else None) for each, at in pairs if at.at > now
        ]

    def _beyond_day(
        self, letters: list[Letter], pace: Pace | None, cap: int | None, now: datetime
    ) -> list[Wait]:
        if pace is None or cap is None:
            return []
        today = timezone.localdate(now)
        if pace.day != today:
            pace.day, pace.n_day = today, 0
        asking = [
            each for each in letters if not (each.slot_at and timezone.localdate(each.slot_at) == today)
        ]
        room = max(0, cap - pace.n_day)
        pace.n_day += min(room, len(asking))
        return [Wait(each.key, tomorrow(now), None) for each in asking[room:]]


def tomorrow(now: datetime) -> datetime:
    day = timezone.localdate(now) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, MORNING))


def _locked(keys: Iterable[str]) -> dict[str, Pace]:
    """The rows of roads, made where there is none, in an order that all workers keep."""
    wanted = sorted(keys)
    found = Pace.objects.select_for_update().filter(key__in=wanted).order_by("key")
    rows = {pace.key: pace for pace in found}
    if missing := [key for key in wanted if key not in rows]:
        Pace.objects.bulk_create([Pace(key=key) for key in missing], ignore_conflicts=True)
        rows = {pace.key: pace for pace in found.all()}
    return rows


# --- Back-off --------------------------------------------------------------------------------------
def holds(now: datetime) -> dict[str, datetime]:
    """The roads that are closed, and until when."""
    found = Pace.objects.filter(held_until__gt=now).values_list("key", "held_until")
    return {road: until for road, until in found if until}


@transaction.atomic
def hold(road: str, said: str) -> datetime:
    """Close a road for all workers, each time for longer; until when."""
    now = timezone.now()
    pace = _locked([road])[road]
    if pace.held_until and pace.held_until > now:
        return pace.held_until
    is_again = pace.held_until and pace.held_until > now - max(_FORGIVEN, _length(pace.n_holds))
    pace.n_holds = min(pace.n_holds + 1, 20) if is_again else 1
    pace.held_until, pace.said = now + _length(pace.n_holds), said[:300]
    pace.save()
    return pace.held_until


def _length(n: int) -> timedelta:
    return min(FIRST_HOLD * (1 << max(0, n - 1)), LONGEST_HOLD)


def shares(carrier: WorkerLease, at_once: Mapping[str, int]) -> dict[str, int]:
    """How many letters of each road this worker may have on its way at once."""
    alive = WorkerLease.objects.filter(expires_at__gt=Now()).order_by("pk").values_list("pk", flat=True)
    others = list(alive)
    n, rank = max(1, len(others)), others.index(carrier.pk) if carrier.pk in others else 0
    return {road: most // n + (rank < most % n) for road, most in at_once.items()}
