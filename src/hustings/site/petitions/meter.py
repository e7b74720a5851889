"""How many have signed: exact at each view, and no row that all signers wait for.

A change adds to one of ``SLOTS`` rows, any below zero, whose sum is the number.
"""

import secrets
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db import connection

SLOTS = 16
_STEPS = (1, 2.5, 5)
_ADD = """
    INSERT INTO petitions_meterslot (petition_id, slot, n) VALUES (%s, %s, %s)
    ON CONFLICT (petition_id, slot) DO UPDATE SET n = petitions_meterslot.n + excluded.n
"""
_SUM = (
    "SELECT petition_id, SUM(n) FROM petitions_meterslot WHERE petition_id IN ({marks}) GROUP BY petition_id"
)


class Meter(NamedTuple):
    """What the page shows: how many, how far, and the goal after this one."""

    n: int
    goal: int
    next_goal: int
    step_at: int  # the number at which the next goal takes over

    @property
    def percent(self) -> int:
        return min(100, self.n * 100 // self.goal)

    @property
    def left(self) -> int:
        return max(0, self.goal - self.n)


def add(petition: int, n: int) -> None:
    """Count so many more, in the caller's transaction, whose last step it should be."""
    if n:
        with connection.cursor() as cursor:
            cursor.execute(_ADD, [petition, secrets.randbelow(SLOTS), n])


def add_all(changes: Mapping[int, int]) -> None:
    """Of several petitions: always in the same order, so that two never wait for each other."""
    for petition in sorted(changes):
        add(petition, changes[petition])


def counts(petitions: Iterable[int]) -> dict[int, int]:
    wanted = list(petitions)
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_SUM.format(marks=", ".join(["%s"] * len(wanted))), wanted)
        found = {petition: int(n) for petition, n in cursor.fetchall()}
    return {petition: found.get(petition, 0) for petition in wanted}


def count(petition: int) -> int:
    return counts([petition])[petition]


def read(petition: int, first_goal: int) -> Meter:
    return of(count(petition), first_goal)


def of(n: int, first_goal: int) -> Meter:
    """The goal by the rule that the page says aloud: at nine tenths of one, the next is aimed at."""
    goal = first_goal
    while n >= _step_at(goal):
        goal = after(goal)
    return Meter(max(0, n), goal, after(goal), _step_at(goal))


def after(goal: int) -> int:
    """The next round number: 100, 250, 500, 1,000, 2,500 …"""
    size = 10
    while True:
        for step in _STEPS:
            if (found := int(step * size)) > goal:
                return found
        size *= 10


def _step_at(goal: int) -> int:
    return -(-goal * 9 // 10)
