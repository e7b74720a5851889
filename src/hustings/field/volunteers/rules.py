"""Rules for whoever takes up a task or a seat: pure, so that apps above ask them too.

Times are those of commitments, the age is what somebody said; nothing here reads the database.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

DAY = dt.timedelta(days=1)


class Limits(Protocol):
    """Numbers of a campaign, as ``VolunteerLimits`` keeps them."""

    most_hours: int
    rest_hours: int
    head_start: int
    head_start_below: int


@dataclass(frozen=True, slots=True, order=True)
class Commitment:
    """A stretch of time that somebody has promised."""

    begins: dt.datetime
    ends: dt.datetime
    title: str = ""

    @property
    def length(self) -> dt.timedelta:
        return self.ends - self.begins


def overlapping(new: Commitment, held: Iterable[Commitment]) -> Commitment | None:
    """The first one at the same time; one that ends as the other begins doesn't stand in its way."""
    return next((each for each in sorted(held) if each.begins < new.ends and new.begins < each.ends), None)


def exceeds_day(new: Commitment, held: Iterable[Commitment], most_hours: int) -> bool:
    """Whether any 24 hours would hold more than ``most_hours`` of help. One alone may be longer."""
    mine = [each for each in held if overlapping(Commitment(new.begins - DAY, new.ends + DAY), [each])]
    if not mine:
        return False
    every = [*mine, new]
    starts = {each.begins for each in every} | {each.ends - DAY for each in every}
    most = dt.timedelta(hours=most_hours)
    return any(_within(every, start) > most for start in starts)


def _within(every: Sequence[Commitment], start: dt.datetime) -> dt.timedelta:
    """Time of help in the 24 hours from ``start``."""
    parts = (min(each.ends, start + DAY) - max(each.begins, start) for each in every)
    return sum((part for part in parts if part > dt.timedelta()), dt.timedelta())


def lacks_rest(new: Commitment, held: Iterable[Commitment], rest_hours: int) -> Commitment | None:
    """The one of another day that leaves less rest than ``rest_hours``; within a day one may go on."""
    least = dt.timedelta(hours=rest_hours)
    for each in sorted(held):
        first, second = sorted([each, new])
        is_next_day = first.begins.astimezone(second.begins.tzinfo).date() != second.begins.date()
        if is_next_day and dt.timedelta() <= second.begins - first.ends < least:
            return each
    return None


def time_problem(new: Commitment, held: Iterable[Commitment], limits: Limits) -> str:
    """Why somebody with these commitments can't take on ``new``, in words; empty where they can."""
    mine = list(held)
    if found := overlapping(new, mine):
        return _("This is at the same time as “%(title)s”.") % {"title": found.title}
    if exceeds_day(new, mine, limits.most_hours):
        return _("This would be more than %(n)s hours of help in 24 hours.") % {"n": limits.most_hours}
    if found := lacks_rest(new, mine, limits.rest_hours):
        words = _("This would leave less than %(n)s hours of rest after or before “%(title)s”.")
        return words % {"n": limits.rest_hours, "title": found.title}
    return ""


def said_age(said: str, known: int | None) -> int:
    """The age that is sure at least: by what they said, or by their birth date."""
    return max(int(said or 0), known or 0)


def age_problem(needed: str, age: int) -> str:
    if not needed or age >= int(needed):
        return ""
    return _("This is for people aged %(n)s or over. Say your age in “What I can do”.") % {"n": needed}


def opens_for(opens_at: dt.datetime | None, minutes: int, limits: Limits) -> dt.datetime | None:
    """Opening of a popular shift for somebody who gave so many ``minutes`` lately: the more, the later."""
    if opens_at is None or minutes < limits.head_start_below * 60:
        return opens_at
    return opens_at + dt.timedelta(hours=limits.head_start)
