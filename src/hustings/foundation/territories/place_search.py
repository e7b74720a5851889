"""From a typed postcode, town or address to the place that is meant. Nothing typed is kept or logged."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hustings.foundation.lib.web import query_params
from hustings.foundation.territories.models import Kind, Zone, ZoneQuerySet, key

LONGEST = 12  # words of a commune's name
MOST = 20  # places to choose from; beyond that more has to be typed
_PLACES = {Kind.COMMUNE, Kind.PART, Kind.STATION, Kind.CONSTITUENCY, Kind.DEPARTMENT, Kind.REGION}


@dataclass(slots=True)
class Asked:
    """The place; or the question which one is meant; or what is wrong."""

    text: str = ""
    zone: Zone | None = None
    question: str = ""
    options: list[tuple[int, str]] = field(default_factory=list)
    problem: str = ""


def place(text: str, zone: str = "") -> Asked:
    """Place that a text means, or that was chosen by its number."""
    found = Asked(text=" ".join(text.replace("\0", "").split())[:200])
    pk = query_params.key(zone)
    found.zone = Zone.objects.of_kind(*_PLACES).labelled().filter(pk=pk).first() if pk else None
    if found.zone or not found.text:
        return found
    places = list(_places(found.text).labelled()[: MOST + 1]) or at_the_end(found.text)
    if not places:
        found.problem = _("We couldn’t find this place. Try only the postcode, or the name of the town.")
    elif len(places) > MOST:
        found.problem = _("Too many places match. Type more of the name, or the postcode.")
    elif len(places) > 1:
        found.question = _("Which one is yours?")
        found.options = [(one.pk, one.label()) for one in sorted(places, key=lambda one: one.name_key)]
    else:
        found.zone = places[0]
    return found


def _places(text: str) -> ZoneQuerySet:
    """The communes that a text may mean: by the postcode in it and the name beside it; else by name."""
    communes = Zone.objects.of_kind(Kind.COMMUNE)
    if code := re.search(r"(?<!\d)(\d{5})(?!\d)", text.replace(" ", "") if _is_spaced(text) else text):
        served = communes.for_postcode(code[1])
        beside = f" {key(text.replace(code[1], ' '))} "
        named = [zone.pk for zone in served.only("pk", "name_key") if f" {zone.name_key} " in beside]
        return served.filter(pk__in=named) if named else served
    town = key(text.rpartition(",")[2]) or key(text)
    exact = communes.filter(name_key=town)
    return exact if exact.exists() else communes.search(town)


def at_the_end(text: str) -> list[Zone]:
    """The communes by whose name an address ends: ``12 rue de Lyon Villefranche-sur-Saône``."""
    words = key(text).split()
    ends = [" ".join(words[at:]) for at in range(1, len(words))][-LONGEST:]
    found = list(Zone.objects.of_kind(Kind.COMMUNE).filter(name_key__in=ends).labelled()[: MOST + 1])
    longest = max((len(zone.name_key) for zone in found), default=0)
    return [zone for zone in found if len(zone.name_key) == longest]


def _is_spaced(text: str) -> bool:
    """``75 011``"""
    return bool(re.fullmatch(r"\d{2} ?\d{3}", text))
