"""The letters that a worker holds, in the order in which they may leave. No database."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime

from hustings.outreach.delivery.worker.claims import Claim
from hustings.outreach.delivery.worker.expiry import Expiry


class Backlog:
    """Letters along open roads, and those along roads on which only some may be at once."""

    def __init__(self) -> None:
        self._free: deque[Claim] = deque()
        self._lanes: dict[str, deque[Claim]] = {}
        self._busy: Counter[str] = Counter()
        self._most: Mapping[str, int] = {}

    def __len__(self) -> int:
        return len(self._free) + sum(map(len, self._lanes.values()))

    @property
    def n_ready(self) -> int:
        return len(self._free) + sum(min(self._room(road), len(lane)) for road, lane in self._lanes.items())

    def limit(self, most: Mapping[str, int]) -> None:
        """From now on only so many letters of each road at once."""
        self._most = most

    def add(self, row: Claim) -> None:
        if row.road in self._most:
            self._lanes.setdefault(row.road, deque()).append(row)
        else:
            self._free.append(row)

    def take(self) -> Claim | None:
        """The next letter that may leave: first along the roads that are narrow."""
        for road, lane in self._lanes.items():
            if lane and self._room(road) > 0:
                self._busy[road] += 1
                return lane.popleft()
        return self._free.popleft() if self._free else None

    def done(self, road: str) -> None:
        """A letter along it is not on its way any more."""
        if self._busy[road]:
            self._busy[road] -= 1

    def drop(self, roads: Iterable[str]) -> list[Claim]:
        gone = set(roads)
        return self._drop(lambda row: row.road in gone)

    def drop_late(self, ends: Expiry, now: datetime) -> list[Claim]:
        """Give up the letters that may not leave any more."""
        return self._drop(lambda row: ends.is_late(row.key, now))

    def _drop(self, is_gone: Callable[[Claim], bool]) -> list[Claim]:
        dropped = [row for row in self if is_gone(row)]
        if dropped:
            self._free = deque(row for row in self._free if not is_gone(row))
            for road, lane in self._lanes.items():
                self._lanes[road] = deque(row for row in lane if not is_gone(row))
        return dropped

    def __iter__(self) -> Iterator[Claim]:
        yield from self._free
        for lane in self._lanes.values():
            yield from lane

    def _room(self, road: str) -> int:
        return max(0, self._most.get(road, 0) - self._busy[road])
