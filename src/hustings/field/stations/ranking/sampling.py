"""Representative samples of stations, drawn so that anybody can repeat the draw. Pure.

Stations are put into strata: how large their municipality is × how many stayed at home there. Each stratum
gets its part of the sample by its registered voters (largest remainders). Within a stratum, a station's
chance is proportional to its registered voters, by one random start and equal steps through a list in the
order of the seed's digests (systematic sampling with unequal probabilities, Madow 1949).

Whoever counts answers weights each by 1 / chance, or asks the same number of people at each station, which
comes to the same.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hustings.field.stations.ranking import drawing

TOWNS = (("village", 2_000), ("town", 20_000))  # registered voters of a municipality, less than; else a city
CITY = "city"
THIRDS = ("low", "middle", "high")  # abstention: of each a third of the stations
_DIGITS = 13  # hexadecimal: 52 bits, what a double holds exactly


class Unit(NamedTuple):
    """A station that may be drawn. ``code`` is hashed; ``size``: registered voters; abstention of 1."""

    station: int
    code: str
    municipality: str
    size: int
    abstention: float


class Taken(NamedTuple):
    """A station that was drawn, its stratum, and the chance that it had of that."""

    station: int
    stratum: str
    chance: float


def strata(units: Sequence[Unit]) -> dict[str, list[Unit]]:
    """Stations by ``town-third``, such as ``village-high``; only strata that hold any."""
    voters: dict[str, int] = {}
    for one in units:
        voters[one.municipality] = voters.get(one.municipality, 0) + one.size
    found: dict[str, list[Unit]] = {}
    for at, one in enumerate(sorted(units, key=lambda one: (one.abstention, one.code))):
        third = THIRDS[at * len(THIRDS) // len(units)]
        found.setdefault(f"{_town(voters[one.municipality])}-{third}", []).append(one)
    return found


def allot(n: int, groups: Mapping[str, Sequence[Unit]]) -> dict[str, int]:
    """Parts of ``n`` stations by stratum, in proportion to its voters; none gets more than it has."""
    voters = {name: sum(one.size for one in units) for name, units in groups.items()}
    found = dict.fromkeys(groups, 0)
    left = min(n, sum(len(units) for units in groups.values()))
    while left:
        room = {name for name in groups if found[name] < len(groups[name])}
        total = sum(voters[name] for name in room)
        ideal = {name: left * voters[name] / total for name in room}
        added = {name: min(int(ideal[name]), len(groups[name]) - found[name]) for name in room}
        if not any(added.values()):
            by_rest = sorted(room, key=lambda name: (-ideal[name], name))
            added = dict.fromkeys(by_rest[:left], 1)
        for name, more in added.items():
            found[name] += more
            left -= more
    return found


def draw(units: Sequence[Unit], n: int, seed: str) -> list[Taken]:
    """``n`` stations of all strata; as many as there are, if there are fewer."""
    groups = strata([one for one in units if one.size > 0])
    parts = allot(n, groups)
    return [taken for name in sorted(groups) for taken in _within(name, groups[name], parts[name], seed)]


def _within(name: str, units: Sequence[Unit], n: int, seed: str) -> list[Taken]:
    ordered = sorted(units, key=lambda one: drawing.digest(seed, one.code))
    sure: list[Unit] = []
    while n and (large := _larger_than_a_step(ordered, n)):
        sure += large
        gone = {one.station for one in large}
        ordered = [one for one in ordered if one.station not in gone]
        n -= len(large)
    return [Taken(one.station, name, 1.0) for one in sure] + _by_steps(name, ordered, n, seed)


def _larger_than_a_step(units: Sequence[Unit], n: int) -> list[Unit]:
    """Stations that every draw would take."""
    total = sum(one.size for one in units)
    return [one for one in units if one.size * n >= total]


def _by_steps(name: str, ordered: Sequence[Unit], n: int, seed: str) -> list[Taken]:
    if not n:
        return []
    step = sum(one.size for one in ordered) / n
    at = step * int(drawing.digest(seed, name)[:_DIGITS], 16) / 16**_DIGITS
    found, reached = [], 0
    for one in ordered:
        reached += one.size
        if reached > at:
            found.append(Taken(one.station, name, one.size / step))
            at += step
    return found


def _town(voters: int) -> str:
    return next((name for name, most in TOWNS if voters < most), CITY)
