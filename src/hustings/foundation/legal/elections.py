"""Elections as they are handed in: their kind, the days of their rounds, and where they are held."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from hustings.foundation.legal.pack import Pack
from hustings.foundation.legal.places import Place, Spot
from hustings.foundation.legal.rule_sentences import Complaint, gettext_noop

_ = gettext_noop


class BadElection(Complaint):
    """An election that can't be as it is said to be."""


@dataclass(frozen=True, slots=True)
class Round:
    """One round: the day most zones vote on, and the days of zones for which a decree names another."""

    on: date
    elsewhere: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Election:
    """An election: where ``zones`` is empty, everybody votes who votes in this kind of election."""

    kind: str
    rounds: tuple[Round, ...]
    zones: tuple[str, ...] = ()
    name: str = ""

    @classmethod
    def on(cls, kind: str, *days: date, zones: tuple[str, ...] = (), name: str = "") -> "Election":
        return cls(kind, tuple(map(Round, days)), zones, name)

    def is_held(self, pack: Pack, place: Place) -> bool:
        zones = self.zones or pack.kind(self.kind, self.rounds[0].on).zones
        return not zones or any(place.touches(zone) for zone in zones)

    def votes(self, pack: Pack, place: Place) -> Iterator[tuple[int, Spot, date]]:
        """The round (from 1 on), the spot and the day on which it votes there."""
        self._check(pack)
        if not self.is_held(pack, place):
            return
        for number, each in enumerate(self.rounds, 1):
            for spot in place.spots:
                for day in sorted(self._days(pack, number, each, spot, place)):
                    yield number, spot, day

    def _check(self, pack: Pack) -> None:
        if not self.rounds:
            raise BadElection(_("An election needs at least one voting day."))
        allowed = pack.kind(self.kind, self.rounds[0].on).rounds
        if len(self.rounds) > allowed:
            text = _("An election of type “{kind}” has no more rounds than {allowed}, but {n} were given.")
            raise BadElection(text, kind=self.kind, allowed=allowed, n=len(self.rounds))
        if any(one.on >= two.on for one, two in pairwise(self.rounds)):
            raise BadElection(_("The days of the rounds are not in order."))

    def _days(self, pack: Pack, number: int, each: Round, spot: Spot, place: Place) -> set[date]:
        """The days a spot votes on: several where the place is wider than a zone with its own day."""
        codes = [code for code in (*place.codes, spot.code) if code]
        around = [(zone, day) for zone, day in each.elsewhere if any(code.startswith(zone) for code in codes)]
        if around:
            return {max(around, key=lambda pair: len(pair[0]))[1]}
        usual = each.on + timedelta(days=pack.shift(self.kind, number, spot.code, each.on))
        return {usual} | {day for zone, day in each.elsewhere if _may_lie(zone, spot, place)}


def _may_lie(zone: str, spot: Spot, place: Place) -> bool:
    if spot.code:
        return zone.startswith(spot.code) and place.touches(zone)
    return place.touches(zone) and not any(zone.startswith(code) for code in place.apart)
