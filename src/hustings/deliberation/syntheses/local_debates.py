"""Local debates of a consultation: how many, by whom attended, where, and those near a place."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from hustings.deliberation.consultations.models import Consultation, Phase
from hustings.deliberation.syntheses.models import LocalReport
from hustings.foundation.lib.sql import keyset
from hustings.foundation.territories.models import Containment, Kind, Zone
from hustings.foundation.territories.nearest import RADII, Point, distance

SIZE = 20
NEWEST = ("-held_on", "-pk")
MOST_TOWNS = 5_000  # on the map


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


@dataclass(frozen=True, slots=True)
class Town:
    """Debates of one commune."""

    zone: int
    name: str
    lat: float | None
    lon: float | None
    n: int
    n_present: int

    def km(self, at: Point | None) -> float | None:
        """Kilometres from a point; None where either is unknown."""
        if at is None or self.lat is None or self.lon is None:
            return None
        return distance(at.lat, at.lon, self.lat, self.lon)


@dataclass(frozen=True, slots=True)
class Near:
    """One report; ``km`` from the point or the middle of the place, None in the place itself."""

    report: LocalReport
    km: int | None


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


def towns(phase: Phase) -> list[Town]:
    """Communes where debates were held: one question."""
    rows = shown(phase).exclude(zone=None).order_by("zone")
    columns = rows.values_list("zone", "zone__name", "zone__latitude", "zone__longitude")
    return [Town(*row) for row in columns.annotate(Count("pk"), Sum("n_present"))[:MOST_TOWNS]]


def page(phase: Phase, after: str) -> tuple[list[LocalReport], str]:
    """Reports, the latest debate first, and the place where the next page begins."""
    rows = shown(phase).select_related("item__version", "item__participant")
    return keyset.page(rows, after, SIZE, NEWEST)


def near(phase: Phase, zone: Zone | None, at: Point | None) -> list[Near]:
    """Reports of a place, then those nearest to it, or to a point, within 100 km; the point is not kept."""
    rows = shown(phase).select_related("item__version").order_by(*NEWEST)
    own = set(Containment.objects.filter(outer=zone).values_list("inner", flat=True)) if zone else set()
    found = [Near(row, None) for row in rows.filter(zone__in=own)[:SIZE]] if own else []
    far = _nearest(phase, at or Point.middle(zone), own, SIZE - len(found))
    others = sorted(
        rows.filter(zone__in=far)[: SIZE * 10] if far else [], key=lambda row: far[row.zone_id or 0]
    )
    return found + [Near(row, round(far[row.zone_id or 0])) for row in others[: SIZE - len(found)]]


def _nearest(phase: Phase, at: Point | None, but: set[int], n: int) -> dict[int, float]:
    """Communes around a point with their distance, the nearest first, that hold ``n`` reports."""
    known = ((town.km(at), town) for town in towns(phase) if town.zone not in but) if at and n else ()
    ranked = sorted((km, town.zone, town.n) for km, town in known if km is not None and km <= RADII[-1])
    found: dict[int, float] = {}
    for km, zone, held in ranked:
        if n <= 0:
            break
        found[zone], n = km, n - held
    return found


def phases(consultation: Consultation) -> list[Phase]:
    """Steps that local debates report to."""
    return list(consultation.phases.filter(takes_reports=True))
