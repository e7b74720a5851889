"""Rules, elections and exceptions as pages show them, in the reader's language."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from hustings.foundation.elections.calendar import Day, Silence
from hustings.foundation.elections.law import Law
from hustings.foundation.elections.models import Election, Exemption, OwnHours
from hustings.foundation.legal import Channel, Pack, Place, sentences
from hustings.foundation.legal.rule_sentences import day as day_in_words
from hustings.foundation.legal.rule_sentences import moment


def language() -> str:
    """Language of the reader."""
    return get_language() or "en"


def day(given: Day, place: Place) -> dict[str, Any]:
    return {
        "on": given.on,
        "words": day_in_words(given.on, language()),
        "pieces": given.pieces,
        "free": given.free,
        "is_holiday": given.is_holiday,
        "silences": [sentences.window(window, place, language()) for window in given.silences],
    }


def silences(law: Law, given: list[Silence]) -> list[dict[str, Any]]:
    """Silences by election, rule and round: where from when until when, by the clocks there."""
    found = []
    for _key, group in groupby(
        given, key=lambda one: (one.window.election, one.window.rule, one.window.round)
    ):
        rows = list(group)
        window = rows[0].window
        value = window.rule.on(window.votes_on)
        found.append({
            "election": window.election.name or window.election.kind,
            "round": window.round,
            "what": sentences.contents(value.contents if value else (), language()),
            "by": sentences.channels(value.channels if value else (), language()),
            "article": window.rule.article,
            "source": window.rule.source,
            "is_sure": window.rule.confirmed,
            "rows": list(dict.fromkeys(_silence(law.pack, row) for row in rows)),
        })  # fmt: skip
    return found


class Line(NamedTuple):
    """Places with the beginning and end of their silence: those of one entry that share both are one."""

    where: str
    since: str
    until: str


def _silence(pack: Pack, row: Silence) -> Line:
    where, window = pack.spots[row.code].why.say(language()), row.window
    since, until = (sentences.on_clock(at, row.place, language()) for at in (window.since, window.until))
    return Line(where, since, until)


def elections(pack: Pack) -> list[dict[str, Any]]:
    return [
        {
            "election": each,
            "kind": pack.election[each.kind].says.say(language())
            if each.kind in pack.election
            else each.kind,
            "days": [day_in_words(one.on, language()) for one in each.rounds.all()],
            "zones": [zone.label() for zone in each.zones.all()],
        }
        for each in Election.objects.prefetch_related("rounds", "zones")
    ]


def hours(law: Law) -> list[dict[str, str]]:
    """The country's hours and our own, channel by channel."""
    today, found = timezone.localdate(), []
    for channel in OwnHours.Ways:
        rule, own = law.pack.hours(Channel(channel), today), law.narrower(Channel(channel))
        value = rule.on(today) if rule else None
        found.append({
            "channel": str(channel.label),
            "key": str(channel.value),
            "law": sentences.hours(value.hours, language()) if value else "",
            "article": rule.article if rule else "",
            "own": sentences.hours(own, language()) if own else "",
        })  # fmt: skip
    return found


def exemptions(given: QuerySet[Exemption]) -> list[dict[str, Any]]:
    """Exemptions: who let what pass, why, and until when."""
    return [
        {
            "exemption": each,
            "rules": each.rules,
            "channels": sentences.channels(map(Channel, each.channels), language()),
            "zones": [zone.label() for zone in each.zones.all()],
        }
        for each in given.select_related("user", "ended_by").prefetch_related("zones")
    ]


def stale(pack: Pack, today: date) -> list[str]:
    """Rules that nobody has looked at for more than a year."""
    return [rule.says.say(language()) for rule in pack.stale(today)]


def clocks(pack: Pack, codes: Iterable[str]) -> str:
    """Clocks of these spots."""
    found = dict.fromkeys(pack.spots[code].why.say(language()) for code in codes if code in pack.spots)
    return "; ".join(found)


def when(at: Any, clock: Any) -> str:
    """A moment by a clock: ``Saturday 10 April 2027, 08:00``."""
    return moment(at.astimezone(clock), language())
