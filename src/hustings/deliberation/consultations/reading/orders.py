"""Orders in which contributions are read: proportional, by chance, by discussion. Pure.

*Proportional* ranks one after the other: each place goes to the contribution whose supporters have the most
weight left. Someone with n contributions ranked above counts 1/(n + 1): Thiele's harmonic weights, sequential
(T. N. Thiele, "Om Flerfoldsvalg", 1895). A group fills its share of each page, however often it votes: more
only where all others scatter their votes. Weights are whole numbers: equal votes rank equally everywhere.

*Chance* shuffles anew for each reader and day, and stays as it is from page to page. The database computes
it, by what SQLite and PostgreSQL do alike: products stay below 2**63.

*Discussion* counts arguments by how many people wrote them: two who quarrel all night lift nothing.
"""

import datetime as dt
import hashlib
import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

WHOLE = 1 << 40  # one vote, in the unit of weights
PRIME = 2**31 - 69  # of remainder 2 by 3, so that cubes are all different


def proportional(
    items: Sequence[int], support: Iterable[tuple[int, int]], most: int | None = None
) -> list[int]:
    """All ``items``, or the first ``most``: whoever supports is heard in turn.

    ``support``: pairs of person and item; one that comes twice counts once. Equals stand by their number of
    supporters, then as in ``items``; so do those without any.
    """
    places = {item: at for at, item in enumerate(items)}
    supporters: list[list[int]] = [[] for _item in items]
    people: dict[int, int] = {}
    for person, item in set(support):
        if (at := places.get(item)) is not None:
            supporters[at].append(people.setdefault(person, len(people)))
    ranked = [0] * len(people)  # contributions above, of each person
    shares = [WHOLE // n for n in range(1, len(items) + 2)]
    # Weights only fall: what was counted long ago bounds what is left, and most need not be counted again.
    queue = [(-len(mine) * WHOLE, -len(mine), at) for at, mine in enumerate(supporters)]
    heapq.heapify(queue)
    found: list[int] = []
    while queue and len(found) < (len(items) if most is None else most):
        bound, n, at = queue[0]
        left = -sum([shares[ranked[person]] for person in supporters[at]])
        if left != bound:
            heapq.heapreplace(queue, (left, n, at))
            continue
        heapq.heappop(queue)
        found.append(items[at])
        for person in supporters[at]:
            ranked[person] += 1
    return found


@dataclass(frozen=True, slots=True)
class Shuffle:
    """An order by chance that no two readers share: twice a line and a cube, modulo a prime.

    Each number below PRIME gets a place of its own, so a page goes on at ``place > the last one``.
    """

    a: int
    b: int
    c: int
    d: int

    @classmethod
    def of(cls, reader: str, day: dt.date, debate: str = "") -> "Shuffle":
        """The order of a reader (a random key that a browser keeps) on a day."""
        digest = hashlib.blake2b(
            "\0".join([reader, day.isoformat(), debate]).encode(), digest_size=32
        ).digest()
        parts = [int.from_bytes(digest[at : at + 8]) for at in range(0, 32, 8)]
        a, b, c, d = (part % (PRIME - 1) for part in parts)
        return cls(a + 1, b, c + 1, d)

    def place(self, number: Any) -> Any:
        """The place of a number, from 0 to PRIME - 1; of an expression of Django, an expression.

        It has to count in 64 bits: ``.place(Cast("pk", BigIntegerField()))``.
        """
        once = _cube((number * self.a + self.b) % PRIME)
        return _cube((once * self.c + self.d) % PRIME)


def _cube(number: Any) -> Any:
    return number * number % PRIME * number % PRIME


def liveliness(authors: Iterable[int]) -> int:
    """Discussion, from the author of each argument: the nth of the same one counts WHOLE / n."""
    return sum(_harmonic(n) for n in Counter(authors).values())


def most_discussed(items: Sequence[int], arguments: Iterable[tuple[int, int]]) -> list[int]:
    """All items, the liveliest first, equals as in ``items``; ``arguments`` are pairs of author and item."""
    authors: dict[int, list[int]] = defaultdict(list)
    for author, item in arguments:
        authors[item].append(author)
    return sorted(items, key=lambda item: -liveliness(authors[item]))


def _harmonic(n: int) -> int:
    return sum(WHOLE // nth for nth in range(1, n + 1))
