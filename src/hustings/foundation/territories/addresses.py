"""From an address as it is typed to the territory that it lies in: a town, a postcode, a street with both.

Nothing typed is logged.
"""

import re
from dataclasses import dataclass, field
from typing import Self

from django.utils.translation import gettext as _

from hustings.foundation.territories import place_search
from hustings.foundation.territories.models import Kind, Postcode, Zone, ZoneQuerySet, key

LONGEST = 300
MOST = 20  # towns to choose from; beyond that more has to be typed
PLACED = frozenset(
    {Kind.COMMUNE, Kind.PART, Kind.STATION}
)  # so small that their middle is a point to start at
_CODE = re.compile(r"(?<!\d)(\d{5})(?!\d)")
_CEDEX = re.compile(r"\bcedex\b.*$", re.IGNORECASE)  # the code before it is a company's, and no town's


@dataclass(frozen=True, slots=True)
class Address:
    """The territory, and the address in it; ``line`` is empty where no more than a territory was named."""

    zone: Zone | None
    line: str

    @property
    def point(self) -> tuple[float, float] | None:
        """The middle of its town."""
        zone = self.zone if self.zone and self.zone.kind in PLACED else None
        if zone is None or zone.latitude is None or zone.longitude is None:
            return None
        return zone.latitude, zone.longitude


@dataclass(frozen=True, slots=True)
class Typed:
    """The parts of an address: ``12 rue Haute, 69002 Lyon``."""

    text: str
    street: str
    code: str
    town: str

    @classmethod
    def read(cls, text: str) -> Self:
        text = " ".join(text.replace("\0", "").split())[:LONGEST]
        if re.fullmatch(r"\d{2} \d{3}", text):
            text = text.replace(" ", "")
        if codes := list(_CODE.finditer(text)):
            last = codes[-1]
            code = "" if _CEDEX.search(text) else last[1]
            return cls(text, _bare(text[: last.start()]), code, _bare(text[last.end() :]))
        street, _comma, town = text.rpartition(",")
        return cls(text, _bare(street), "", _bare(town))

    @property
    def name(self) -> str:
        """The town, as names of territories are compared."""
        return key(_CEDEX.sub("", self.town).partition("(")[0])

    def line(self, zone: Zone) -> str:
        """The address as it is kept: with the name of its town."""
        if not self.street and not self.code:
            is_ended = self.name != zone.name_key and key(self.text).endswith(f" {zone.name_key}")
            return self._ended_by(zone) if is_ended else ""
        if key(self.town.partition("(")[0]) not in {"", zone.name_key}:
            return self.text
        _before, comma, last = self.street.rpartition(",")
        if self.code and not self.town and key(last) == zone.name_key:
            return self.text if comma else ""
        if not self.street:
            return ""
        return f"{self.street}, {f'{self.code} {zone.name}'.strip()}"

    def _ended_by(self, zone: Zone) -> str:
        """``12 rue de Lyon Villefranche``: with a comma before the town."""
        words = self.text.split()
        own = next((n for n in range(1, len(words)) if key(" ".join(words[-n:])) == zone.name_key), 0)
        return f"{_bare(' '.join(words[:-own]))}, {zone.name}" if own else self.text

    def completed(self, zone: Zone) -> str:
        """Text as typed, with the town that its last words only began."""
        if self.street and key(self.street) != zone.name_key:
            return f"{self.street}, {f'{self.code} {zone.name}'.strip()}"
        return ("" if self.code else self.line(zone)) or zone.label()


@dataclass(slots=True)
class Found:
    """The towns that an address may lie in; ``problem`` says why none is taken before one is chosen."""

    zones: list[Zone] = field(default_factory=list)
    problem: str = ""


def find(typed: Typed) -> Found:
    """The towns that match, to choose from; or what is wrong."""
    found = _by_code(typed) if typed.code else Found(_by_name(typed))
    if len(found.zones) > MOST:
        return Found([], _("Too many towns match. Add the postcode."))
    if not found.problem and not found.zones:
        found.problem = _("We don’t know this town. Check its spelling, or enter its postcode.")
    if not found.problem and len(found.zones) > 1:
        name = typed.code or typed.town
        found.problem = _("Several towns match “%(text)s”. Choose one below.") % {"text": name}
    return found


def the_one(typed: Typed, chosen: int | None) -> Address | None:
    """The address, where its town is clear or was chosen."""
    zone = Zone.objects.labelled().filter(pk=chosen).first() if chosen else None
    if zone and typed.text == zone.label():
        return Address(zone, "")
    found = find(typed)
    if zone not in found.zones:
        zone = found.zones[0] if len(found.zones) == 1 and not found.problem else None
    return Address(zone, typed.line(zone)) if zone else None


def suggestions(text: str, most: int) -> list[tuple[Zone, str]]:
    """Territories for what was typed so far, each with the text that it makes of it."""
    typed = Typed.read(text)
    zones = list(_begun(typed).labelled()[:most])
    if not zones and not typed.street:
        zones = place_search.at_the_end(typed.text)[:most]
    return [(zone, typed.completed(zone)) for zone in zones]


def _begun(typed: Typed) -> ZoneQuerySet:
    if typed.code:
        served = _communes().for_postcode(typed.code).order_by("name_key", "pk")
        return served.filter(name_key__contains=typed.name) if typed.name else served
    if not typed.street:
        return Zone.objects.search(typed.text)
    if typed.town.isdigit():
        codes = Postcode.objects.filter(code__startswith=typed.town)
        return _communes().filter(pk__in=codes.values("zone")) if len(typed.town) > 1 else _communes().none()
    return _communes().search(typed.name)


def _communes() -> ZoneQuerySet:
    return Zone.objects.of_kind(Kind.COMMUNE)


def _by_code(typed: Typed) -> Found:
    """Those that the postcode serves: of several that one whose name stands beside it."""
    served = list(_communes().for_postcode(typed.code).order_by("name_key", "pk").labelled()[: MOST + 1])
    beside = f" {typed.name} " if typed.town else f" {key(typed.street)} "
    named = [
        zone for zone in served
        if (f" {zone.name_key} " in beside if typed.town else beside.endswith(f" {zone.name_key} "))
    ]  # fmt: skip
    if named:
        longest = max(len(zone.name_key) for zone in named)
        return Found([zone for zone in named if len(zone.name_key) == longest])
    if parts := [zone for zone in served if typed.name and zone.name_key.startswith(f"{typed.name} ")]:
        return Found(parts)  # ``69002 Lyon`` is Lyon 2e
    others = list(_communes().filter(name_key=typed.name).labelled()[:MOST]) if typed.town else []
    if not served:
        words = _("No town has the postcode %(code)s. Check it, or enter the name of the town.")
        return Found(others, words % {"code": typed.code})
    if others:
        words = _("%(code)s is not a postcode of %(town)s. Correct one of them, or choose below.")
        return Found([*served, *others], words % {"code": typed.code, "town": others[0].name})
    return Found(served)


def _by_name(typed: Typed) -> list[Zone]:
    """Those of this name: communes before anything wider, which has no streets."""
    alike = list(Zone.objects.filter(name_key=typed.name).labelled()[: MOST * 3]) if typed.name else []
    if exact := [zone for zone in alike if zone.label() == typed.town]:
        return exact[:1]
    if communes := [zone for zone in alike if zone.kind == Kind.COMMUNE]:
        return sorted(communes, key=lambda zone: zone.label())
    if alike and not typed.street:
        return alike
    if ended := place_search.at_the_end(typed.text):
        return ended
    return [] if typed.street else list(_communes().search(typed.name).labelled()[: MOST + 1])


def _bare(text: str) -> str:
    return re.sub(r"^[\s,;)–-]+|[\s,;(–-]+$", "", text)
