"""Place of somebody as the law asks for it: the clocks they live by, and when they vote.

A pack lists spots: a zone's code and its clocks. A place is all the spots that it may lie in. ``974`` and
``97411`` lie in one; ``987`` spreads over three with clocks of their own; ``99`` is the whole world.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from hustings.foundation.legal.rule_sentences import Complaint, Said, gettext_noop

_ = gettext_noop
ANYWHERE = "*"


class UnknownClock(Complaint, LookupError):
    """A time zone that this machine does not know."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A zone with clocks of its own, or without: it gathers others. An empty code is the country's rest."""

    code: str
    clocks: tuple[str, ...]
    why: Said


@dataclass(frozen=True, slots=True)
class Place:
    """The codes that were given, and every spot that they may lie in."""

    codes: tuple[str, ...]
    spots: tuple[Spot, ...]
    clocks: tuple[str, ...]  # that the hours of the day are told by
    apart: tuple[str, ...] = ()  # where the place is the rest of the country: what is not of it

    def touches(self, zone: str) -> bool:
        if self.codes == ("",):
            return not any(zone.startswith(code) for code in self.apart)
        return ANYWHERE in self.codes or any(code and lies(code, zone) for code in self.codes)

    def lies_in(self, zone: str) -> bool:
        return any(code.startswith(zone) for code in self.codes)

    def by(self, clock: str) -> "Place":
        try:
            ZoneInfo(clock)
        except (LookupError, ValueError, OSError):
            raise UnknownClock(
                _("“{value}” is not a time zone. Write a name such as Europe/Paris."), value=clock
            ) from None
        spots = tuple(Spot(spot.code, (clock,), spot.why) for spot in self.spots)
        return Place(self.codes, spots, (clock,), self.apart)


def lies(code: str, zone: str) -> bool:
    """Whether the one lies in the other, whichever is the wider: codes begin with what they lie in."""
    return code.startswith(zone) or zone.startswith(code)


def locate(
    codes: tuple[str, ...], spots: Mapping[str, Spot], regions: Mapping[str, tuple[str, ...]]
) -> Place:
    """The place of these codes. ``spots`` holds the rest of the country under the empty code."""
    codes = tuple(part for code in codes for part in _plain(code, regions)) or ("",)
    apart = tuple(code for code in spots if code)
    if ANYWHERE in codes:
        everywhere = tuple(spot for spot in spots.values() if spot.clocks)
        return Place((ANYWHERE,), everywhere, spots[""].clocks, apart)
    found: dict[str, Spot] = {}
    for code in codes:
        for spot in _spots_of(code, spots):
            found[spot.code] = spot
    if len(found) > 1 and len(codes) > 1:
        found.pop("", None)  # a commune's own clock tells more than its constituency's lack of one
    chosen = tuple(found.values())
    clocks = tuple(dict.fromkeys(clock for spot in chosen for clock in spot.clocks))
    return Place(codes, chosen, clocks, apart)


def _plain(code: str, regions: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Regions share their numbers with departments: they are written ``region:04``."""
    code = code.strip()
    kind, colon, number = code.partition(":")
    return regions.get(number, ("",)) if colon and kind == "region" else (code,)


def _spots_of(code: str, spots: Mapping[str, Spot]) -> list[Spot]:
    around = max((zone for zone in spots if code.startswith(zone)), key=len)
    within = code if spots[around].clocks else around  # of what is only gathered we know no more
    inside = [spot for zone, spot in spots.items() if within and zone.startswith(within) and zone != around]
    mine = [spots[around]] if spots[around].clocks and (around or not inside) else []
    return [*mine, *(spot for spot in inside if spot.clocks)]
