"""Current answers of the country's rules and the campaign's own word, read from the database.

``Book`` answers: it asks the rules once for all places that are alike to them, and keeps the answer while it
holds. So a hundred thousand people in thirty thousand communes cost as many questions as there are clocks.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hustings.foundation import legal
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.elections import codes, hours
from hustings.foundation.elections.models import Election, Exemption, OwnHours
from hustings.foundation.legal import ANYWHERE, Answer, Channel, Content, Hours, Pack, Place, Window
from hustings.foundation.legal.places import lies

_LONGEST = timedelta(days=9)  # an answer that nothing ends soon is asked for again after these
_KEPT = 300.0  # seconds
Codes = tuple[str, ...]


@dataclass(frozen=True)
class Law:
    pack: Pack
    elections: tuple[legal.Election, ...]
    exemptions: tuple[legal.Exemption, ...]
    hours: tuple[tuple[Channel, Hours], ...]

    def narrower(self, channel: Channel) -> Hours | None:
        return dict(self.hours).get(channel)

    def may_send(self, place: Place, at: datetime, channel: Channel, contents: frozenset[Content]) -> Answer:
        return legal.may_send(
            self.pack,
            place,
            at,
            channel=channel,
            contents=contents,
            elections=self.elections,
            narrower=self.narrower(channel),
            exemptions=self.exemptions,
        )

    def words_that_matter(self) -> frozenset[str]:
        pack = self.pack
        rules: list[Any] = [*pack.election.values(), *pack.vote.values(), *pack.holiday.values()]
        found = {code for rule in rules for dated in rule.values for code in dated.value.zones}
        found |= set(pack.spots)
        for election in self.elections:
            found |= {*election.zones, *(code for each in election.rounds for code, _day in each.elsewhere)}
        for exemption in self.exemptions:
            found |= set(exemption.zones)
        return frozenset(code for code in found if code)


def country() -> str:
    """The code of the country whose rules hold, in small letters; empty where none was chosen."""
    return Campaign.current().country


def next_election(today: date) -> str:
    """The name of the one that comes next; empty where none is entered."""
    found = Election.objects.filter(rounds__on__gte=today).order_by("rounds__on", "pk").first()
    return found.name if found else ""


def read() -> Law | None:
    """As it stands now; None where no country was chosen. A handful of questions."""
    chosen = country()
    if not chosen:
        return None
    pack = legal.load(chosen)
    return Law(pack, tuple(_elections(pack)), tuple(_exemptions(pack)), tuple(_hours()))


def _elections(pack: Pack) -> Iterable[legal.Election]:
    for each in Election.objects.prefetch_related("rounds", "zones"):
        zones = codes.held_in(each.zones.all(), pack)
        rounds = tuple(legal.Round(one.on, _elsewhere(one.elsewhere)) for one in each.rounds.all())
        if rounds and each.kind in pack.election:
            yield legal.Election(each.kind, rounds, () if ANYWHERE in zones else zones, each.name)


def _elsewhere(kept: dict[str, str]) -> tuple[tuple[str, date], ...]:
    return tuple((code, date.fromisoformat(day)) for code, day in sorted(kept.items()))


def _exemptions(pack: Pack) -> Iterable[legal.Exemption]:
    for each in Exemption.objects.live().prefetch_related("zones"):
        zones = codes.held_in(each.zones.all(), pack)
        if ANYWHERE not in zones:  # else one for somewhere unknown would hold everywhere
            yield legal.Exemption(
                each.who, each.why, each.until, each.since, tuple(each.rules),
                tuple(map(Channel, each.channels)), zones,
            )  # fmt: skip


def _hours() -> Iterable[tuple[Channel, Hours]]:
    for each in OwnHours.objects.all():
        yield Channel(each.channel), hours.read(each)


class Book:
    """Answers, asked for once and kept while they hold."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self._told_apart = sorted(law.words_that_matter())
        self._likeness: dict[Codes, Any] = {}
        self._places: dict[Any, Place] = {}
        self._answers: dict[Any, tuple[datetime, datetime, Answer]] = {}
        self._codes: dict[int, Codes] = {}
        self._codes_until = 0.0

    def codes(self, zones: Iterable[int]) -> dict[int, Codes]:
        """The official codes of these zones, which change so seldom that they are kept for minutes."""
        if time.monotonic() > self._codes_until:
            self._codes, self._codes_until = {}, time.monotonic() + _KEPT
        wanted = set(zones)
        if unknown := wanted - self._codes.keys():
            self._codes |= codes.of(unknown, self.law.pack)
        return {zone: self._codes[zone] for zone in wanted}

    def likeness(self, given: Codes) -> Any:
        """Traits of these codes that the rules see: places with the same are alike to them."""
        if given not in self._likeness:
            seen = tuple(
                (code, any(one.startswith(code) for one in given))
                for code in self._told_apart
                if any(lies(one, code) for one in given)
            )
            self._likeness[given] = given if self._is_vague(given) else seen
            self._places.setdefault(self._likeness[given], self.law.pack.place(*given))
        return self._likeness[given]

    def _is_vague(self, given: Codes) -> bool:
        """Anywhere, the country and regions are no codes that one begins with another."""
        return any(one in {ANYWHERE, "", self.law.pack.country} or ":" in one for one in given)

    def place(self, given: Codes) -> Place:
        return self._places[self.likeness(given)]

    def ask(
        self, given: Codes, at: datetime, channel: Channel, contents: frozenset[Content], clock: str = ""
    ) -> Answer:
        """Whether a message may go there at that moment. ``clock``: the time zone of somebody who told us."""
        key = (self.likeness(given), channel, contents, clock)
        kept = self._answers.get(key)
        if kept and kept[0] <= at < kept[1]:
            return kept[2]
        place = self.place(given)
        answer = self.law.may_send(place.by(clock) if clock else place, at, channel, contents)
        until = min(answer.holds_until or at + _LONGEST, at + _LONGEST)
        self._answers[key] = (at, until, answer)
        return answer

    def silence(
        self, given: Codes, since: datetime, until: datetime, channel: Channel, contents: frozenset[Content]
    ) -> Window | None:
        """The first silence there between two moments: what a longer wait is for."""
        found = legal.windows(
            self.law.pack, self.law.elections, self.place(given),
            since=since, until=until, channel=channel, contents=contents,
        )  # fmt: skip
        return found[0] if found else None


_book: Book | None = None


def book() -> Book | None:
    """The answers of this process, new where anything was changed; None where no country was chosen."""
    global _book
    law = read()
    if law is None:
        return None
    if _book is None or _book.law != law:
        _book = Book(law)
    return _book
