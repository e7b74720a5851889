"""Find my candidate: from a postcode, a town or an address to those who stand where somebody votes.

Nothing that is typed is kept or logged. Where a commune votes in several constituencies we ask, and never
guess: by the part, or by the polling station's number, which is on everybody's voter card.
"""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hustings.candidates.models import Candidacy, CandidacyQuerySet
from hustings.lib import asked
from hustings.territories import dividing
from hustings.territories.models import Containment, Kind, Zone, ZoneQuerySet, key

MOST = 20  # places to choose from; beyond that more has to be typed
MOST_CANDIDATES = 50
_PLACES = {Kind.COMMUNE, Kind.PART, Kind.STATION, Kind.CONSTITUENCY, Kind.DEPARTMENT, Kind.REGION}


@dataclass(slots=True)
class Answer:
    """What the page says: who stands there, or what it asks, or what is wrong."""

    text: str = ""
    place: str = ""
    candidacies: list[Candidacy] = field(default_factory=list)
    question: str = ""
    options: list[tuple[int, str]] = field(default_factory=list)
    stations: list[tuple[int, str]] = field(default_factory=list)
    problem: str = ""


def find(text: str, zone: str = "") -> Answer:
    """What is known for a text, or for a place that was chosen."""
    text = " ".join(text.replace("\0", "").split())[:200]
    answer = Answer(text=text)
    pk = asked.key(zone)
    chosen = Zone.objects.of_kind(*_PLACES).labelled().filter(pk=pk).first() if pk else None
    if chosen:
        _tell(answer, chosen)
        return answer
    if not text:
        return answer
    found = list(_places(text).labelled()[: MOST + 1])
    if not found:
        answer.problem = _("We don’t know this place. Try the postcode alone, or the name of the commune.")
    elif len(found) > MOST:
        answer.problem = _("Many places begin like that. Type more of the name, or the postcode.")
    elif len(found) > 1:
        answer.question = _("Which one is yours?")
        answer.options = [(place.pk, place.label()) for place in sorted(found, key=lambda one: one.name_key)]
    else:
        _tell(answer, found[0])
    return answer


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


def _is_spaced(text: str) -> bool:
    """``75 011``"""
    return bool(re.fullmatch(r"\d{2} ?\d{3}", text))


def _tell(answer: Answer, zone: Zone) -> None:
    """Who stands in ``zone``; or the question of where in it, where that makes a difference."""
    answer.place = zone.label()
    parts = dividing.parts(zone)
    standing = Candidacy.objects.public().current()
    if parts and _differ(standing, zone, parts):
        answer.question = _("%(place)s votes in several constituencies. Which one is yours?") % {
            "place": answer.place
        }
        answer.options = [(part.pk, part.name) for part in parts]
        answer.stations = dividing.stations(zone)
        return
    found = standing.of(zone).for_pages().order_by("election", "ticket", "position", "name_key")
    answer.candidacies = list(found[:MOST_CANDIDATES])


def _differ(standing: CandidacyQuerySet, zone: Zone, parts: list[Zone]) -> bool:
    """Whether somebody stands in a part of ``zone`` but not in all of it."""
    around = Containment.objects.filter(inner=zone).values("outer")
    of_parts = Containment.objects.filter(inner__in=[part.pk for part in parts]).values("outer")
    return standing.filter(zone__in=of_parts).exclude(zone__in=around).exists()
