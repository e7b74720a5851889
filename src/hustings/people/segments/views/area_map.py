"""Map on which an area is drawn: outlines and towns of a box, from our own tables."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from hustings.foundation.accounts.access import needs
from hustings.foundation.territories import maps
from hustings.foundation.territories.models import Kind, Zone
from hustings.people.persons.rights import CHANGE_PEOPLE

TOWNS = 60
Box = tuple[float, float, float, float]


@needs(CHANGE_PEOPLE)
@require_safe
def segment_map(request: HttpRequest) -> HttpResponse:
    """``box`` as west,south,east,north in degrees; without one the whole country."""
    box = _box(request.GET.get("box", ""))
    west, south, east, north = box
    towns = Zone.objects.of_kind(Kind.COMMUNE, Kind.PART).filter(
        latitude__gte=south, latitude__lte=north, longitude__gte=west, longitude__lte=east
    )
    largest = towns.order_by("-population", "pk").exclude(population=None)
    areas = Zone.objects.of_kind(Kind.DEPARTMENT).exclude(shape=None).only("shape").order_by("pk")
    response = JsonResponse(
        {
            "box": box,
            "lines": maps.outlines(box, areas),
            "towns": list(largest.values_list("name", "latitude", "longitude")[:TOWNS]),
        }
    )
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _box(text: str) -> Box:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return maps.HOME
    is_one = -180 <= west < east <= 180 and -90 <= south < north <= 90
    return (west, south, east, north) if is_one else maps.HOME
