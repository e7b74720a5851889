"""Places of one's own list: whether one can be in its municipality, in degrees of the right order."""

from django.utils.translation import gettext_noop as _

from hustings.foundation.file_imports.cells import Wrong
from hustings.foundation.territories import nearest

FARTHEST, FARTHEST_IN_GUIANA = 50, 300  # km from the middle: Arles reaches 37, Maripasoula 170
_MAINLAND = (41.2, 51.3, -5.4, 9.7)
_OVERSEAS = {
    "971": (15.7, 16.6, -61.9, -60.9), "972": (14.3, 15.0, -61.3, -60.7), "973": (2.0, 6.0, -54.7, -51.5),
    "974": (-21.5, -20.8, 55.1, 55.9), "975": (46.7, 47.2, -56.5, -56.1), "976": (-13.1, -12.5, 44.9, 45.4),
    "977": (17.8, 18.0, -63.0, -62.7), "978": (18.0, 18.2, -63.2, -62.9),
    "986": (-14.5, -13.1, -178.3, -176.0), "987": (-28.0, -7.8, -155.0, -134.0),
    "988": (-23.0, -17.5, 158.0, 172.5),
}  # fmt: skip


def demand_near(code: str, latitude: float, longitude: float, middle: tuple[float, float] | None) -> None:
    """Refuse a place that can't be in this municipality, whose ``middle`` the territories may know."""
    if _may_be(code, latitude, longitude, middle):
        return
    place = f"{latitude:g} {longitude:g}"
    if _may_be(code, longitude, latitude, middle):
        raise Wrong(_("“%(text)s”: latitude and longitude are swapped. Exchange the two."), text=place)
    raise Wrong(
        _("“%(text)s” is far from the municipality %(code)s. Correct the place or the INSEE code."),
        text=place,
        code=code,
    )


def _may_be(code: str, latitude: float, longitude: float, middle: tuple[float, float] | None) -> bool:
    if middle is None:
        south, north, west, east = _OVERSEAS.get(code[:3], _MAINLAND)
        return south <= latitude <= north and west <= longitude <= east
    most = FARTHEST_IN_GUIANA if code[:3] == "973" else FARTHEST
    return nearest.distance(*middle, latitude, longitude) <= most
