"""Communes that vote in several constituencies: their parts, and the stations that tell one's own."""

from hustings.foundation.territories.models import Kind, Zone

MOST_STATIONS = 1_000


def parts(zone: Zone) -> list[Zone]:
    """The parts of a commune; none where it lies wholly in one constituency, or is no commune."""
    if zone.kind != Kind.COMMUNE:
        return []
    rows = Zone.objects.filter(parent=zone, kind__in=[Kind.PART, Kind.COMMUNE])
    return list(rows.order_by("code").only("pk", "name"))


def stations(zone: Zone) -> list[tuple[int, str]]:
    """Key and words of its polling stations, whose number is on everybody's voter card."""
    rows = Zone.objects.inside(zone).of_kind(Kind.STATION).order_by("code").only("pk", "code", "name")
    return [(row.pk, f"{row.code.rpartition('-')[2]} – {row.name}") for row in rows[:MOST_STATIONS]]
