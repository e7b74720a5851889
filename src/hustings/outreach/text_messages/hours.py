"""Hours in which texts may reach a phone, by the law of where its owner lives."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from hustings.foundation.elections import law
from hustings.foundation.legal import ANYWHERE, Channel, Content

LONGEST = timedelta(hours=10)  # that a gateway may try
MARGIN = timedelta(minutes=10)  # carriers need some time: so close to the evening nothing leaves
_NOWHERE_NEAR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Leave:
    """A text may leave now, and has to arrive before then."""

    send_before: datetime


@dataclass(frozen=True, slots=True)
class Wait:
    """A text has to wait until then."""

    due_at: datetime


def by_zone(
    zones: Iterable[int | None], now: datetime, content: Content = Content.CAMPAIGN
) -> dict[int | None, Leave | Wait]:
    """The answer for each zone; without one as strict as everywhere together."""
    wanted, book = set(zones), law.book()
    if book is None:
        return dict.fromkeys(wanted, Leave(now + LONGEST))
    known = book.codes(zone for zone in wanted if zone is not None)
    return {zone: _of(book, (ANYWHERE,) if zone is None else known[zone], now, content) for zone in wanted}


def _of(book: law.Book, codes: law.Codes, now: datetime, content: Content) -> Leave | Wait:
    at = now
    answer = book.ask(codes, at, Channel.SMS, frozenset({content}))
    if answer.may and answer.free_until and answer.free_until - now < MARGIN:
        at = answer.free_until
        answer = book.ask(codes, at, Channel.SMS, frozenset({content}))
    if not answer.may:
        return Wait(answer.next_at or at + _NOWHERE_NEAR)
    if at > now:
        return Wait(at)
    return Leave(min(answer.free_until or now + LONGEST, now + LONGEST))
