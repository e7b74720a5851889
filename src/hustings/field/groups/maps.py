"""Maps that show one place: in HQ, and on a group's page with its next events."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.groups.models import LocalGroup
from hustings.foundation.lib.dates import date_format

Pin = tuple[float, float, str, str, str]  # latitude, longitude, name, a line, address


def shown_at(placed: Any) -> dict[str, str]:
    """Context of ``groups/point_shown.html``: the point of a group or an event, and where tiles come from."""
    at = "{} {}".format(*placed.point) if placed.point else ""
    return {"at": at, "tiles": settings.MAP_TILES, "tiles_credit": settings.MAP_CREDIT}


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """Pins of a group's page; none where nothing has a point of its own."""

    pins: list[Pin]
    directions: str = ""
    tiles: str = settings.MAP_TILES
    tiles_credit: str = settings.MAP_CREDIT

    @property
    def outlines(self) -> str:
        return reverse("candidates_public:outlines")


def place_map(group: LocalGroup, asides: list[dict[str, Any]]) -> PlaceMap:
    """Map of the place where the group meets, and its dates: no pin stands for the middle of a town."""
    pins, directions = [], ""
    if group.latitude is not None and group.longitude is not None:
        where = ", ".join(filter(None, [group.place, group.address]))
        pins.append((group.latitude, group.longitude, _("Where it meets"), where, ""))
        directions = f"https://www.openstreetmap.org/directions?to={group.latitude}%2C{group.longitude}"
    for aside in asides:
        pins += [
            _pin(date, aside["url"]) for date in aside.get("dates", ()) if date.latitude is not None
        ]  # fmt: skip
    return PlaceMap(pins, directions)


def _pin(date: Any, url: str) -> Pin:
    when = date_format(date.first_day if date.is_all_day else timezone.localtime(date.begins, date.clock))
    return date.latitude, date.longitude, date.title, f"{when} · {date.where}", f"{url}{date.path}"
