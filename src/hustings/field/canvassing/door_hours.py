"""Times at which nobody rings at the doors of a walk list, for a phone that has no network then."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from hustings.field.canvassing.models import WalkList
from hustings.foundation import legal
from hustings.foundation.elections import law
from hustings.foundation.legal import ANYWHERE, Answer, Channel, Content, Place

_CAMPAIGN = frozenset({Content.CAMPAIGN})
_MOST = 200  # pieces: two weeks have far fewer


def told(walk_list: WalkList, since: datetime, until: datetime) -> dict[str, Any] | None:
    """Pieces without a bell, why and by which article, and the clock they are told by; None: no country."""
    book = law.book()
    if book is None:
        return None
    place = _place(book, walk_list)
    silences = legal.windows(
        book.law.pack, book.law.elections, place,
        since=since, until=until, channel=Channel.DOOR, contents=_CAMPAIGN,
    )  # fmt: skip
    starts = sorted({window.since for window in silences})
    closed, at = [], since
    for _piece in range(_MOST):
        answer = book.law.may_send(place, at, Channel.DOOR, _CAMPAIGN)
        again = ends = answer.holds_until or until
        if not answer.may:
            if not answer.silences:  # which may begin while nobody rings anyway
                ends = next((start for start in starts if at < start < ends), ends)
            closed.append(_piece_of(answer) | _times(since=at, until=ends, again=again))
        if ends >= until:
            break
        at = ends
    return {"clock": place.clocks[0], "until": until.isoformat(), "closed": closed}


def _piece_of(answer: Answer) -> dict[str, str]:
    rule: Any = answer.silences[0].rule if answer.silences else answer.quiet[0].rule
    return {"why": "silence" if answer.silences else "hours", "article": rule.article if rule else ""}


def _times(**moments: datetime) -> dict[str, str]:
    return {name: moment.isoformat() for name, moment in moments.items()}


def _place(book: law.Book, walk_list: WalkList) -> Place:
    """The territory of the list; without one, the rest of the country by the campaign's clock."""
    zone = walk_list.zone_id
    codes = book.codes([zone])[zone] if zone else (ANYWHERE,)
    if ANYWHERE in codes:
        return book.law.pack.place("").by(ZoneInfo(settings.TIME_ZONE).key)
    return book.law.pack.place(*codes)
