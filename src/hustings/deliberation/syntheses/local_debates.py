"""Local debates of a consultation: how many, by whom attended, where."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from hustings.deliberation.consultations.models import Consultation, Phase
from hustings.deliberation.syntheses.models import LocalReport
from hustings.foundation.lib.sql import keyset
from hustings.foundation.territories.models import Containment, Kind

SIZE = 20
NEWEST = ("-held_on", "-pk")


@dataclass(frozen=True, slots=True)
class Area:
    """Debates of one department."""

    name: str
    n: int
    n_present: int


@dataclass(frozen=True, slots=True)
class Sums:
    """Figures of all debates, and by department; unknown places are in the sum alone."""

    n: int
    n_present: int
    areas: list[Area]


def shown(phase: Phase) -> QuerySet[LocalReport]:
    return LocalReport.objects.filter(item__phase=phase, item__hidden_at=None, item__withdrawn_at=None)


def sums(phase: Phase) -> Sums:
    """Three questions, however many debates."""
    rows = shown(phase)
    whole = rows.aggregate(n=Count("pk"), present=Sum("n_present"))
    by_zone = {
        zone: (n, present)
        for zone, n, present in rows.exclude(zone=None).order_by().values_list("zone").annotate(
            Count("pk"), Sum("n_present")
        )
    }  # fmt: skip
    around = Containment.objects.filter(inner__in=list(by_zone), outer__kind=Kind.DEPARTMENT)
    found: dict[str, tuple[int, int]] = {}
    for name, zone in around.values_list("outer__name", "inner"):
        n, present = found.get(name, (0, 0))
        found[name] = n + by_zone[zone][0], present + by_zone[zone][1]
    areas = [Area(name, *numbers) for name, numbers in sorted(found.items())]
    return Sums(whole["n"], whole["present"] or 0, areas)


def page(phase: Phase, after: str) -> tuple[list[LocalReport], str]:
    """Reports, the latest debate first, and the place where the next page begins."""
    rows = shown(phase).select_related("item__version", "item__participant")
    return keyset.page(rows, after, SIZE, NEWEST)


def phases(consultation: Consultation) -> list[Phase]:
    """Steps that local debates report to."""
    return list(consultation.phases.filter(takes_reports=True))
