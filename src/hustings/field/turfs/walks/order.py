"""Shortest open walk along places: 2-opt and or-opt over near neighbours, kicked and mended again and again.

Whole numbers, a fixed number of kicks and a generator of our own: the same distances and seed give the same
walk on any machine.
"""

import itertools
from collections.abc import Sequence

NEAR = 9  # neighbours that a move looks at
PIECE = 3  # places that move together at most
KICK = 30  # places that a kick shuffles at most
BUDGET = 80_000  # kicks times places: about 0.15 s at 150 places
MOST_KICKS = 800
OF_A_CUT = 0.3  # effort where a hundred turfs are cut at once: 0.1 % longer, a third of the time


def walk(
    distances: Sequence[Sequence[int]], *, start: int | None = None, seed: int = 1, effort: float = 1.0
) -> list[int]:
    """Indices in walking order, from ``start`` where one is named; ``effort``: more or fewer kicks."""
    n = len(distances)
    if n < 3:
        return list(range(n)) if start in (None, 0) else list(range(n))[::-1]
    kicks = int(min(MOST_KICKS, BUDGET // n) * effort)
    tour = _Tour(_closed(distances, start))
    tour.improve(kicks, seed)
    at = tour.at[n]
    found = tour.order[at + 1 :] + tour.order[:at]
    if start is None:
        return found if found[0] < found[-1] else found[::-1]
    return found if found[0] == start else found[::-1]


def length(distances: Sequence[Sequence[int]], order: Sequence[int]) -> int:
    """Sum of the legs."""
    return sum(distances[one][other] for one, other in itertools.pairwise(order))


def _closed(distances: Sequence[Sequence[int]], start: int | None) -> list[list[int]]:
    """The same as a round tour: one more place, at no distance, is where the walk ends and begins."""
    pull = -1 - max(max(row) for row in distances) * 4 if start is not None else 0
    rows = [[*row, 0] for row in distances]
    rows.append([0] * (len(distances) + 1))
    if start is not None:
        rows[start][-1] = rows[-1][start] = pull
    return rows


class _Tour:
    """A round tour being shortened. ``order``: places; ``at``: the position of each."""

    def __init__(self, distances: list[list[int]]) -> None:
        self.d, self.n = distances, len(distances)
        self.near = [
            sorted((other for other in range(self.n) if other != one), key=lambda other: (row[other], other))[
                :NEAR
            ]
            for one, row in enumerate(distances)
        ]
        self.order = self._greedy()
        self.at = [0] * self.n
        self._renumber(0, self.n)

    def improve(self, kicks: int, seed: int) -> None:
        """Mend all, then kick, mend what was kicked, and keep what is no longer than before."""
        self._mend(list(range(self.n)))
        state = seed & 0xFFFFFFFF or 1
        for _kick in range(kicks if self.n >= 8 else 0):
            drawn = []
            for _draw in range(3):
                state ^= state << 13 & 0xFFFFFFFF
                state ^= state >> 17
                state ^= state << 5 & 0xFFFFFFFF
                drawn.append(state)
            self._kick(*drawn)

    def _greedy(self) -> list[int]:
        """Always on to the nearest place not yet visited."""
        order, free = [self.n - 1], set(range(self.n - 1))
        while free:
            row = self.d[order[-1]]
            nearest = min(free, key=lambda one: (row[one], one))
            order.append(nearest)
            free.remove(nearest)
        return order

    def _renumber(self, first: int, last: int) -> None:
        order, at = self.order, self.at
        for position in range(first, last):
            at[order[position]] = position

    def _kick(self, one: int, two: int, three: int) -> None:
        """Swap two neighbouring pieces of the tour, mend, and go back if that was no good."""
        reach = min(KICK, (self.n - 2) // 2)
        first, second = 1 + one % reach, 1 + two % reach
        begin = three % (self.n - first - second)
        middle, end = begin + 1 + first, begin + 1 + first + second
        d, order = self.d, self.order
        before, after = order[begin], order[end % self.n]
        a, b, c, e = order[begin + 1], order[middle - 1], order[middle], order[end - 1]
        added = d[before][c] + d[e][a] + d[b][after] - d[before][a] - d[b][c] - d[e][after]
        saved = order[:]
        order[begin + 1 : end] = order[middle:end] + order[begin + 1 : middle]
        self._renumber(begin + 1, end)
        if self._mend([before, a, b, c, e, after]) < added:
            self.order = saved
            self._renumber(0, self.n)

    def _mend(self, queue: list[int]) -> int:
        """Improve around these places until nothing helps; how much was gained."""
        waiting, gained = [False] * self.n, 0
        for one in queue:
            waiting[one] = True
        while queue:
            one = queue.pop()
            waiting[one] = False
            while True:
                gain, touched = self._two(one)
                if not gain:
                    gain, touched = self._piece(one)
                if not gain:
                    break
                gained += gain
                for other in touched:
                    if not waiting[other]:
                        waiting[other] = True
                        queue.append(other)
        return gained

    def _two(self, one: int) -> tuple[int, tuple[int, ...]]:
        """2-opt: two edges cross over, the way between them is walked backwards."""
        d, order, at, n = self.d, self.order, self.at, self.n
        row, here = d[one], at[one]
        after, before = order[here + 1 - n], order[here - 1]
        edge = row[after]
        for other in self.near[one]:
            gain = edge - row[other]
            if gain <= 0:
                break
            beyond = order[at[other] + 1 - n]
            gain += d[other][beyond] - d[after][beyond]
            if gain > 0:
                self._turn(here + 1, at[other])
                return gain, (one, after, other, beyond)
        edge = row[before]
        for other in self.near[one]:
            gain = edge - row[other]
            if gain <= 0:
                break
            beyond = order[at[other] - 1]
            gain += d[other][beyond] - d[before][beyond]
            if gain > 0:
                self._turn(at[other], here - 1)
                return gain, (one, before, other, beyond)
        return 0, ()

    def _piece(self, one: int) -> tuple[int, tuple[int, ...]]:
        """Or-opt: up to three places that begin or end with ``one`` move beside a neighbour of it."""
        d, order, at, n = self.d, self.order, self.at, self.n
        row, here = d[one], at[one]
        for size in range(1, PIECE + 1):
            for way in (1, -1):
                last = order[(here + way * (size - 1)) % n]
                before, after = order[(here - way) % n], order[(here + way * size) % n]
                freed = row[before] + d[last][after] - d[before][after]
                for other in self.near[one]:
                    if row[other] >= freed:
                        break
                    if (at[other] - here) * way % n < size:
                        continue
                    place = at[other]
                    for beside in (order[place + 1 - n], order[place - 1]):
                        if (at[beside] - here) * way % n < size:
                            continue
                        gain = freed + d[other][beside] - row[other] - d[last][beside]
                        if gain > 0:
                            self._move(here, way, size, other, beside)
                            return gain, (before, after, one, last, other, beside)
        return 0, ()

    def _move(self, here: int, way: int, size: int, other: int, beside: int) -> None:
        """Take the piece out and put it between two neighbours, ``one`` next to ``other``."""
        n, order = self.n, self.order
        piece = [order[(here + way * step) % n] for step in range(size)]
        taken = set(piece)
        rest = [one for one in order if one not in taken]
        index = rest.index(other)
        if rest[(index + 1) % len(rest)] == beside and (len(rest) > 2 or index == 0):
            rest[index + 1 : index + 1] = piece
        else:
            rest[index:index] = piece[::-1]
        self.order = rest
        self._renumber(0, n)

    def _turn(self, first: int, last: int) -> None:
        """Walk from one position to another the other way round; of the two sides the shorter is turned."""
        n, order, at = self.n, self.order, self.at
        first, last = first % n, last % n
        inner = (last - first) % n + 1
        if 2 * inner > n:
            first, last, inner = (last + 1) % n, (first - 1) % n, n - inner
        if first <= last:
            order[first : last + 1] = order[first : last + 1][::-1]
            self._renumber(first, last + 1)
            return
        for _swap in range(inner // 2):
            one, other = order[first], order[last]
            order[first], at[other] = other, first
            order[last], at[one] = one, last
            first = first + 1 if first + 1 < n else 0
            last = last - 1 if last else n - 1
