"""Order in which people are called, and what becomes of a lease: pure rules, no Django, no clock.

The database follows the same rules in one statement (``claims``); a test holds the two equal.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

SEEN = timedelta(seconds=90)  # a page that shows a contact says every 30 s that it is still there
BEAT = timedelta(seconds=30)
TALK = timedelta(minutes=45)  # a phone sleeps while it is used to talk: no page can beat then


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody on a list as the order sees them. Times are of one clock: the database's."""

    key: int
    due_at: datetime
    call_back_at: datetime | None = None
    pressure: int = 0
    priority: int = 0
    shuffle: int = 0
    is_open: bool = True
    lease: datetime | None = None  # until when somebody holds it


def is_free(one: Contact, now: datetime) -> bool:
    """Whether it may be handed out: open, due and in nobody's hands."""
    return one.is_open and one.due_at <= now and (one.lease is None or one.lease <= now)


def turn(one: Contact) -> tuple[bool, datetime, int, int, int]:
    """Sort key: promised call-backs first, then the least contacted, then priority, then chance."""
    if one.call_back_at is not None:
        return (False, one.call_back_at, 0, 0, one.key)
    return (True, datetime.min.replace(tzinfo=UTC), one.pressure, -one.priority, one.shuffle)


def first(contacts: Iterable[Contact], now: datetime) -> Contact | None:
    """The one whose turn it is."""
    return min((one for one in contacts if is_free(one, now)), key=turn, default=None)


def holds_until(now: datetime, *, is_rung: bool) -> datetime:
    """Moment at which a lease ends by itself, told anew at each beat."""
    return now + (TALK if is_rung else SEEN)


def next_try(now: datetime, n_tries: int, rest: timedelta) -> datetime:
    """Moment at which somebody who did not answer is due again: each time a quarter of the rest later.

    So a third try falls into another part of the day than the first.
    """
    return now + rest + rest * min(n_tries, 8) / 4
