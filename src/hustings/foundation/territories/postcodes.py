"""Questions about a postcode: it is not a commune, and a commune may vote in several constituencies."""

import re
import time
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from hustings.foundation.territories.models import Kind, Zone

# Codes that a country can't have; of countries that are not here nothing is known.
# France: 00 is the army's, but 000 is no one's; 96 and 99 are no departments; of 97 and 98 only some are.
_IMPOSSIBLE = {"FR": re.compile(r"000\d\d|9[69]\d{3}|97[09]\d\d|98[12359]\d\d")}


def is_possible(code: str, country: str = "FR") -> bool:
    """Whether a postcode may be one of this country; what only looks odd is let through."""
    impossible = _IMPOSSIBLE.get(country.upper())
    return not (impossible and impossible.fullmatch("".join(code.split())))


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: the zone it stands for and what people read."""

    zone: Zone
    label: str


@dataclass(frozen=True, slots=True)
class Choices:
    """The answers to choose from; none where the postcode is unknown."""

    options: tuple[Option, ...]

    @property
    def sole(self) -> Zone | None:
        """The zone to take without a question: the one commune, where it lies in one constituency."""
        return self.options[0].zone if len(self.options) == 1 else None

    @property
    def unsure(self) -> Zone | None:
        """The one commune of a postcode that is divided: where those live who don't know its part."""
        communes = [option.zone for option in self.options if option.zone.kind != Kind.PART]
        return communes[0] if len(communes) == 1 < len(self.options) else None

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Pairs as Django's choice fields take them."""
        return [(str(option.zone.pk), option.label) for option in self.options]

    def taken(self, answer: str) -> Zone | None:
        """The zone of an answer of ``pairs``; None where it is none of them."""
        return next((option.zone for option in self.options if str(option.zone.pk) == answer), None)


# By hand: the compiler of queries takes longer than the database, and each sign-up asks this.
_SERVED = """
    SELECT zone.id, zone.kind, zone.code, zone.name, zone.name_key, zone.parent_id
    FROM territories_postcode served JOIN territories_zone zone ON zone.id = served.zone_id
    WHERE served.code = %s
    UNION ALL
    SELECT part.id, part.kind, part.code, part.name, part.name_key, part.parent_id
    FROM territories_postcode served JOIN territories_zone part ON part.parent_id = served.zone_id
    WHERE served.code = %s AND part.kind = 'part'
"""
_REMEMBERED = 60  # seconds: a list of postcodes loaded anew is seen by every process within a minute


@lru_cache(10_000)
def _served(code: str, _period: int) -> tuple[Zone, ...]:
    """The communes of a postcode and their parts; after a great speech the same ones are asked for long."""
    return tuple(Zone.objects.raw(_SERVED, [code] * 2))


def served(code: str, zone: int) -> Zone | None:
    """The zone of this key, where it is one of the postcode's: remembered, as those are."""
    found = _served("".join(code.split()), int(time.monotonic() // _REMEMBERED))
    return next((each for each in found if each.pk == zone), None)


def forget() -> None:
    """Ask the database again: what was remembered is known to have changed."""
    _served.cache_clear()


def choices(code: str) -> Choices:
    """The communes of a postcode; of a divided one its parts, and the commune for who doesn't know."""
    found = _served("".join(code.split()), int(time.monotonic() // _REMEMBERED))
    communes = sorted((z for z in found if z.kind != Kind.PART), key=lambda z: (z.name_key, z.pk))
    parts = defaultdict(list)
    for part in sorted(found, key=lambda zone: zone.code):
        if part.kind == Kind.PART:
            parts[part.parent_id].append(part)
    names = _names(communes)
    options = []
    for commune in communes:
        name = names[commune.pk]
        if parts[commune.pk]:
            options += [Option(part, part.name) for part in parts[commune.pk]]
            name = _("%(commune)s – I don’t know my constituency") % {"commune": name}
        options.append(Option(commune, name))
    return Choices(tuple(options))


def _names(communes: list[Zone]) -> dict[int, str]:
    """Their names; of namesakes what tells them apart."""
    names = [commune.name for commune in communes]
    alike = [commune.pk for commune in communes if names.count(commune.name) > 1]
    labelled = (
        {zone.pk: zone.label() for zone in Zone.objects.filter(pk__in=alike).labelled()} if alike else {}
    )
    return {commune.pk: labelled.get(commune.pk, commune.name) for commune in communes}


def may_be_home(code: str) -> bool:
    """Whether a code that names no country may be one: of a country whose communes are not here, any may."""
    if is_possible(code) or choices(code).options:
        return True
    return not Zone.objects.filter(kind=Kind.COMMUNE, country="FR").exists()
