"""Find my candidate: from a postcode, a town or an address. Nothing typed is kept or logged.

Where a commune votes in several constituencies the form asks: by the part, or the polling station's number.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hustings.foundation.territories import place_search, split_communes
from hustings.foundation.territories.models import Containment, Zone
from hustings.site.candidates.models import Candidacy, CandidacyQuerySet

MOST_CANDIDATES = 50


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
    asked = place_search.place(text, zone)
    answer = Answer(text=asked.text, question=asked.question, options=asked.options, problem=asked.problem)
    if asked.zone:
        _tell(answer, asked.zone)
    return answer


def _tell(answer: Answer, zone: Zone) -> None:
    """Who stands in ``zone``; or the question of where in it, where that makes a difference."""
    answer.place = zone.label()
    parts = split_communes.parts(zone)
    standing = Candidacy.objects.public().current()
    if parts and _differ(standing, zone, parts):
        answer.question = _("%(place)s votes in several constituencies. Which one is yours?") % {
            "place": answer.place
        }
        answer.options = [(part.pk, part.name) for part in parts]
        answer.stations = split_communes.stations(zone)
        return
    found = standing.of(zone).for_pages().order_by("election", "ticket", "position", "name_key")
    answer.candidacies = list(found[:MOST_CANDIDATES])


def _differ(standing: CandidacyQuerySet, zone: Zone, parts: list[Zone]) -> bool:
    """Whether somebody stands in a part of ``zone`` but not in all of it."""
    around = Containment.objects.filter(inner=zone).values("outer")
    of_parts = Containment.objects.filter(inner__in=[part.pk for part in parts]).values("outer")
    return standing.filter(zone__in=of_parts).exclude(zone__in=around).exists()
