"""Grounds: places that are alike to the law, so that hours are asked once for thousands of people."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from hustings.foundation.elections import law
from hustings.foundation.legal import ANYWHERE, Answer, Channel, Content
from hustings.outreach.calls.models import CallList

CONTENTS = frozenset({Content.CAMPAIGN})
NOWHERE_NEAR = timedelta(days=1)
LAWLESS = "none"  # no country was chosen: no hours are known
_ANYWHERE: law.Codes = (ANYWHERE,)


@dataclass(frozen=True, slots=True)
class Hours:
    """Grounds in which people may be called now, and for the others when next, and the reason."""

    open: frozenset[str]
    until: dict[str, datetime]
    why: dict[str, Answer]
    book: law.Book | None

    def at(self, zone: int | None, now: datetime) -> Answer | None:
        """The law's answer for one place at a moment; None where no country was chosen."""
        return _ask(self.book, zone, now)


def keys(zones: Iterable[int | None]) -> tuple[dict[int | None, str], dict[str, list[str]]]:
    """The ground of each zone, and for each ground the codes of one of its places."""
    wanted = set(zones)
    book = law.book()
    if book is None:
        return dict.fromkeys(wanted, LAWLESS), {LAWLESS: []}
    codes = book.codes({zone for zone in wanted if zone is not None})
    found: dict[int | None, str] = {}
    grounds: dict[str, list[str]] = {}
    for zone in wanted:
        here = _ANYWHERE if zone is None else codes[zone]
        found[zone] = _key(book.likeness(here))
        grounds.setdefault(found[zone], list(here))
    return found, grounds


def _key(likeness: object) -> str:
    return hashlib.sha256(repr(likeness).encode()).hexdigest()[:12]


def digest(book: law.Book | None) -> str:
    """Digest of what tells places apart today; other words, other grounds."""
    if book is None:
        return LAWLESS
    words = "|".join([book.law.pack.country, *sorted(book.law.words_that_matter())])
    return hashlib.sha256(words.encode()).hexdigest()


def hours(call_list: CallList, now: datetime) -> Hours:
    """Grounds of a list in which people may be called now. The law changed: they are told apart anew."""
    book = law.book()
    if call_list.law != digest(book):
        call_list = tell_apart(call_list)
    if book is None:
        return Hours(frozenset(call_list.grounds), {}, {}, None)
    open_, until, why = set(), {}, {}
    for key, codes in call_list.grounds.items():
        answer = book.ask(tuple(codes) or _ANYWHERE, now, Channel.CALL, CONTENTS)
        if answer.may:
            open_.add(key)
        else:
            until[key], why[key] = answer.next_at or now + NOWHERE_NEAR, answer
    return Hours(frozenset(open_), until, why, book)


def may_call(zone: int | None, now: datetime) -> Answer | None:
    """The law's answer for one place at a moment; None where no country was chosen."""
    return _ask(law.book(), zone, now)


def _ask(book: law.Book | None, zone: int | None, now: datetime) -> Answer | None:
    if book is None:
        return None
    codes = _ANYWHERE if zone is None else book.codes([zone])[zone]
    return book.ask(codes, now, Channel.CALL, CONTENTS)


@transaction.atomic
def tell_apart(call_list: CallList) -> CallList:
    """Give everybody on the list the ground of today's law."""
    found = CallList.objects.select_for_update(of=("self",)).get(pk=call_list.pk)
    now = digest(law.book())
    if found.law == now:
        return found
    zones = set(found.callees.order_by().values_list("zone", flat=True).distinct())
    by_zone, found.grounds = keys(zones)
    groups: dict[str, list[int | None]] = {}
    for zone, key in by_zone.items():
        groups.setdefault(key, []).append(zone)
    for key, members in groups.items():
        known = [zone for zone in members if zone is not None]
        for start in range(0, len(known), 500):
            found.callees.filter(zone__in=known[start : start + 500]).update(ground=key)
        if None in members:
            found.callees.filter(zone=None).update(ground=key)
    found.law = now
    found.save(update_fields=["grounds", "law"])
    return found
