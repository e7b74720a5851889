"""So many a minute, so many an hour: into which minute each letter goes. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
AHEAD = timedelta(minutes=10)  # how far places are given out: what comes later may be more urgent
GROUP = timedelta(seconds=10)
_MANY = 10**9


@dataclass(slots=True)
class RateWindows:
    minute: datetime | None = None
    n_minute: int = 0
    hour: datetime | None = None
    n_hour: int = 0

    def open(self, minute: datetime) -> None:
        """Begin with a minute, which is never before the last."""
        if self.minute is None or minute > self.minute:
            self.minute, self.n_minute = minute, 0
        hour = self.minute.replace(minute=0)
        if self.hour is None or hour > self.hour:
            self.hour, self.n_hour = hour, 0


@dataclass(frozen=True, slots=True)
class Place:
    """When a letter may leave, and whether that place is its own: else it has to ask again then."""

    at: datetime
    is_own: bool = True


def place(
    book: RateWindows, n: int, now: datetime, per_minute: int | None, per_hour: int | None
) -> list[Place]:
    """The places of ``n`` letters, in order; the book is written on."""
    book.open(now.replace(second=0, microsecond=0))
    places: list[Place] = []
    while len(places) < n:
        assert book.minute
        if book.minute > now + AHEAD:
            places += [Place(book.minute, is_own=False)] * (n - len(places))
            break
        room = min((per_minute or _MANY) - book.n_minute, (per_hour or _MANY) - book.n_hour)
        if room <= 0:
            is_full = book.n_hour >= (per_hour or _MANY)
            book.open(book.minute.replace(minute=0) + HOUR if is_full else book.minute + MINUTE)
            continue
        took = min(room, n - len(places))
        places += [Place(_moment(book, nth, now, per_minute)) for nth in range(took)]
        book.n_minute += took
        book.n_hour += took
    return places


def _moment(book: RateWindows, nth: int, now: datetime, per_minute: int | None) -> datetime:
    """At once in this minute; in a later one in groups, for each of which a worker comes."""
    assert book.minute
    if book.minute <= now or per_minute is None:
        return max(now, book.minute)
    return book.minute + GROUP * int((book.n_minute + nth) * (MINUTE / GROUP) / per_minute)
