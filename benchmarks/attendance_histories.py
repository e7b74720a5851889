"""Campaigns that never were: people, events, bookings, and who came.

Made by another and richer process than the model of ``registrations.attendance``: people are of sorts, drift,
change for good and tire; days have good luck and, rarely, very bad luck; friends come together or not at all;
how far it is matters and nobody wrote it down; the time ahead bends; some promise twice.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy

from hustings.field.registrations.attendance.model import Seat

KINDS = ("meeting", "stall", "doors", "rally", "training")
_PULL = {"meeting": 0.1, "stall": -0.4, "doors": -0.2, "rally": 0.6, "training": 0.3}


@dataclass
class _People:
    """Who could come; ``faith`` is how likely they keep their word on a usual day, as a logit."""

    faith: Any
    eager: Any
    away: Any
    friend: Any


def campaign(seed: int, *, people: int = 700, events: int = 90) -> list[Seat]:
    """All its bookings, in the order of its events."""
    chance = numpy.random.default_rng(seed)
    crowd = _crowd(chance, people)
    seats: list[Seat] = []
    day, mood = 0.0, 0.0
    for event in range(events):
        pause = float(chance.exponential(3.0)) + 0.2
        day += pause
        mood = 0.93 * mood + float(chance.normal(0, 0.12))
        _live_on(chance, crowd, pause)
        seats += _event(chance, crowd, event, day, mood)
    return seats


def _crowd(chance: Any, n: int) -> _People:
    sort = chance.choice(3, n, p=[0.35, 0.45, 0.2])  # regulars, those in between, those who say yes to all
    kept = numpy.where(
        sort == 0,
        chance.beta(9, 1.5, n),
        numpy.where(sort == 1, chance.beta(4, 2, n), chance.beta(1.5, 3, n)),
    )
    kept = numpy.clip(kept, 0.02, 0.98)
    eager = chance.pareto(2.2, n) + 0.15
    return _People(numpy.log(kept / (1 - kept)), eager, chance.gamma(2.0, 0.5, n), chance.integers(0, n, n))


def _live_on(chance: Any, crowd: _People, days: float) -> None:
    n = len(crowd.faith)
    crowd.faith += chance.normal(0, 0.05 * numpy.sqrt(days), n) - 0.002 * days
    changed = chance.random(n) < 0.0006 * days  # a new job, a child, a quarrel; or the reverse
    crowd.faith = numpy.where(changed, chance.normal(0.6, 1.6, n), numpy.clip(crowd.faith, -5, 5))


def _event(chance: Any, crowd: _People, event: int, day: float, mood: float) -> list[Seat]:
    kind = str(chance.choice(KINDS, p=[0.3, 0.25, 0.2, 0.1, 0.15]))
    n = int(min(chance.lognormal(3.3, 0.6) * (2.5 if kind == "rally" else 1), 250)) + 6
    who = chance.choice(len(crowd.faith), min(n, 300), replace=False, p=crowd.eager / crowd.eager.sum())
    lead = numpy.round(chance.gamma(1.3, 7.0, len(who)), 2)
    answered = chance.random(len(who)) < numpy.clip(0.15 + 0.1 * crowd.faith[who], 0.02, 0.7)
    weekend = bool(int(day) % 7 in (5, 6))
    luck = chance.normal(0, 0.35) if chance.random() < 0.88 else -abs(chance.normal(0.9, 0.6))
    logit = (
        crowd.faith[who] + _PULL[kind] + mood + luck - 0.9 * numpy.sqrt(lead) / 3.7 + 0.9 * answered
        + (0.25 if weekend else 0.0) - 0.35 * crowd.away[who] * float(chance.gamma(2.0, 0.5))
    )  # fmt: skip
    came = chance.random(len(who)) < 1 / (1 + numpy.exp(-logit))
    came = _together(chance, crowd, who, came)
    size = numpy.where(chance.random(len(who)) < 0.15, chance.integers(2, 5, len(who)), 1)
    return [
        Seat(
            person=int(person), event=event, day=day, lead=float(lead[nth]), kind=kind, is_weekend=weekend,
            has_answered=bool(answered[nth]), size=int(size[nth]), came=bool(came[nth]),
        )
        for nth, person in enumerate(who)
    ]  # fmt: skip


def _together(chance: Any, crowd: _People, who: Any, came: Any) -> Any:
    """Some do what their friend does, where both hold a seat."""
    at = {int(person): nth for nth, person in enumerate(who)}
    for nth, person in enumerate(who):
        friend = at.get(int(crowd.friend[person]))
        if friend is not None and chance.random() < 0.7:
            came[nth] = came[friend]
    return came


def unsaid(seats: list[Seat]) -> list[Seat]:
    """The same before the event: nobody knows who comes."""
    return [replace(seat, came=None) for seat in seats]
