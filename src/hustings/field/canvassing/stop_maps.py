"""The map around the stops of a list, which a phone carries along."""

import base64
import logging
from pathlib import Path

from django.conf import settings

from hustings.field.canvassing.models import WalkList
from hustings.foundation.lib import map_extracts

FILES = (  # in the order in which the page loads them, once somebody wants the map
    "hustings/leaflet/leaflet.css", "hustings/leaflet/leaflet.js", "hustings/maps/vector/pmtiles.js",
    "hustings/maps/vector/protomaps-leaflet.js", "hustings/maps/extract.js",
)  # fmt: skip
log = logging.getLogger(__name__)


def attachment(walk_list: WalkList) -> str:
    """The piece of map in base 64; empty without a map, or where no stop says its place."""
    places = [stop["at"] for stop in walk_list.stops if stop.get("at")]
    if not settings.MAP_FILE or not places:
        return ""
    latitudes, longitudes = [at[0] for at in places], [at[1] for at in places]
    box = map_extracts.Box(min(longitudes), min(latitudes), max(longitudes), max(latitudes))
    try:
        return base64.b64encode(map_extracts.cut(Path(settings.MAP_FILE), box)).decode()
    except map_extracts.Unreadable:
        log.exception("canvassing.map is unreadable")  # the list is complete without it
        return ""
