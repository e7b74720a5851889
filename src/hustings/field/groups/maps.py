"""Maps of HQ that show one place."""

from typing import Any

from django.conf import settings


def shown_at(placed: Any) -> dict[str, str]:
    """Context of ``groups/point_shown.html``: the point of a group or an event, and where tiles come from."""
    at = "{} {}".format(*placed.point) if placed.point else ""
    return {"at": at, "tiles": settings.MAP_TILES, "tiles_credit": settings.MAP_CREDIT}
