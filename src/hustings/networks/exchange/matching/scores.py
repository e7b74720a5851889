"""Fit of asks and offers: whole points between 0 and 100, each with its reason; BARRED where they can't meet.

``table`` compares many with many at once, ``reasons`` explains one pair; both give the same points.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from hustings.networks.exchange.matching.profiles import Profile
from hustings.networks.exchange.matching.week_hours import HOURS, shared

Points = Any  # an array of whole numbers
BARRED = -1
SKILLS, WORD, WORDS, LANGUAGE, HOURS_MOST, CITY = 40, 5, 20, 20, 10, 10
PLACES = frozenset({"room", "desk"})  # of these the city decides, and no common language is needed


@dataclass(frozen=True, slots=True)
class Reason:
    """A part of the points, and the skills, words, languages, hours or city behind it."""

    code: str
    points: int
    values: tuple[Any, ...]


def reasons(ask: Profile, offer: Profile) -> list[Reason] | None:
    """Why they fit; None where they are barred."""
    tongues = sorted(ask.languages & offer.languages)
    is_place, is_near = ask.kind in PLACES, bool(ask.city) and ask.city == offer.city
    if ask.kind != offer.kind or (ask.organisation and ask.organisation == offer.organisation):
        return None
    skills, words = sorted(ask.skills & offer.skills), sorted(ask.words & offer.words)
    if (ask.city and not is_near) if is_place else (not tongues or not (skills or words)):
        return None
    n_hours = min(shared(ask.hours, offer.hours), HOURS_MOST)
    found = [
        Reason("skills", _share(len(skills), len(ask.skills)), tuple(skills)),
        Reason("words", min(WORD * len(words), WORDS), tuple(words)),
        Reason("languages", LANGUAGE if tongues else 0, tuple(tongues)),
        Reason("hours", n_hours, (shared(ask.hours, offer.hours),)),
        Reason("city", CITY if is_near else 0, (ask.city,)),
    ]
    return [reason for reason in found if reason.points]


def _share(n: int, of: int) -> int:
    """The points of some skills of those asked for, rounded half up."""
    return (2 * SKILLS * n + of) // (2 * of) if of else 0


def table(asks: Sequence[Profile], offers: Sequence[Profile]) -> Points:
    """Points of each ask (rows) with each offer (columns)."""
    if not asks or not offers:
        return np.zeros((len(asks), len(offers)), np.int16)
    n_skills = _common(asks, offers, lambda each: each.skills)
    n_words = _common(asks, offers, lambda each: each.words)
    tongues = _common(asks, offers, lambda each: each.languages) > 0
    near = _same(asks, offers, lambda each: each.city)
    needed = np.array([[max(len(each.skills), 1)] for each in asks], np.int16)
    points = (2 * SKILLS * n_skills + needed) // (2 * needed)
    points[n_skills == 0] = 0
    points += np.minimum(WORD * n_words, WORDS)
    points += np.where(tongues, LANGUAGE, 0).astype(np.int16)
    points += np.minimum(_hours(asks, offers), HOURS_MOST)
    points += np.where(near, CITY, 0).astype(np.int16)
    places = np.array([[each.kind in PLACES] for each in asks])
    anywhere = np.array([[not each.city] for each in asks])
    fits = np.where(places, near | anywhere, tongues & ((n_skills > 0) | (n_words > 0)))
    fits &= _same(asks, offers, lambda each: each.kind)
    fits &= ~_same(asks, offers, lambda each: each.organisation)
    points[~fits] = BARRED
    return points


def _same(asks: Sequence[Profile], offers: Sequence[Profile], of: Callable[[Profile], Any]) -> Points:
    """Pairs that have the same value, and any."""
    numbers = {value: n for n, value in enumerate({of(each) for each in asks if of(each)})}
    left = np.array([[numbers.get(of(each), -1)] for each in asks])
    right = np.array([numbers.get(of(each), -2) for each in offers])
    return left == right


def _common(asks: Sequence[Profile], offers: Sequence[Profile], of: Callable[[Profile], Any]) -> Points:
    """Number of values that both have: each value adds to its own rows and columns alone."""
    found: Points = np.zeros((len(asks), len(offers)), np.int16)
    columns: dict[Any, list[int]] = {}
    for n, offer in enumerate(offers):
        for value in of(offer):
            columns.setdefault(value, []).append(n)
    rows: dict[Any, list[int]] = {}
    for n, ask in enumerate(asks):
        for value in of(ask):
            if value in columns:
                rows.setdefault(value, []).append(n)
    for value, mine in rows.items():
        found[np.ix_(mine, columns[value])] += 1
    return found


def _hours(asks: Sequence[Profile], offers: Sequence[Profile]) -> Points:
    return (_bits(asks) @ _bits(offers).T).astype(np.int16)


def _bits(rows: Sequence[Profile]) -> Points:
    raw = b"".join(each.hours.to_bytes(HOURS // 8, "little") for each in rows)
    bits = np.unpackbits(np.frombuffer(raw, np.uint8).reshape(len(rows), -1), axis=1, bitorder="little")
    return bits.astype(np.float32)


def best(points: Points, n: int) -> list[list[int]]:
    """For each row the columns of its ``n`` best, the first of equals first; barred ones left out."""
    order = np.argsort(-points, axis=1, kind="stable")[:, :n]
    kept = np.take_along_axis(points, order, axis=1) > BARRED
    return [row[good].tolist() for row, good in zip(order, kept, strict=True)]
