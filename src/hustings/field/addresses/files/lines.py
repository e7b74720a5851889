"""Reads one line of a file of addresses, whatever its kind, or says what is wrong with it."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils.translation import gettext_noop as _

from hustings.field.addresses import keys
from hustings.field.addresses.files import lambert, places, streets
from hustings.field.addresses.files.layouts import Layout
from hustings.field.addresses.models.files import Source
from hustings.field.stations import codes
from hustings.foundation.file_imports.cells import Wrong
from hustings.foundation.file_imports.uploads.tally import Aside

LEAST_SCORE = 0.7  # of REU's places: up to that the geocoder was guessing
MOST_HOMES = 20_000
_NO_NUMBER = "99999"  # of a BAL: a street without houses
_CODE = re.compile(  # a department of the mainland, of Corsica or overseas, then a municipality
    r"(?:0[1-9]|1[0-9]|2[1-9AB]|[3-8][0-9]|9[0-5])(?!000)[0-9]{3}|97[1-8][0-9]{2}|98[6-8][0-9]{2}"
)
_ADDRESS = re.compile(
    r"(?:([0-9]{1,5} ?(?:bis|ter|quater|quinquies|[a-z])?),? +)?(.*?)(?:[, ]+([0-9]{5})(?: +(.*))?)?",
    re.IGNORECASE | re.DOTALL,
)
_POINTS = re.compile(r"(-?[0-9.]+)[ ,]+(-?[0-9.]+)")
_KINDS = {  # of a place, the nearest to the door first
    "entrance": 5, "entrée": 5, "housenumber": 5, "staircase": 4, "cage d’escalier": 4, "cage d'escalier": 4,
    "building": 4, "bâtiment": 4, "unit": 3, "logement": 3, "postal": 3, "délivrance postale": 3,
}  # fmt: skip


class Line(NamedTuple):
    """One line's news of its building. ``rank``: how near its place is to the door."""

    number: int
    key: str
    house: str
    street: str
    postcode: str
    city: str
    municipality: str
    latitude: float | None
    longitude: float | None
    homes: int | None
    station: str
    rank: float


Read = Callable[[int, Sequence[str]], Line]
Commune = Callable[[str, str], str]  # a postcode and the name of a town -> its code, or ""
Middle = Callable[[str], tuple[float, float] | None]  # a code -> the middle of the municipality


class _Cells(NamedTuple):
    """The cells of a line, stripped; empty where there is no such column."""

    municipality: str
    key: str
    address: str
    street: str
    number: str
    suffix: str
    postcode: str
    city: str
    kind: str
    score: str
    latitude: str
    longitude: str
    x: str
    y: str
    shape: str
    homes: str
    station: str


def reader(layout: Layout, commune: Commune, middle: Middle) -> Read:
    """A function from a line's number and cells to what it says; it raises Wrong or Aside."""
    order = [layout.places.get(name, -1) for name in _Cells._fields]
    has_homes_alone = layout.source == Source.BDNB  # the others tell of addresses, where somebody lives
    is_own = layout.source == Source.OWN  # nobody has looked at it before

    def read(number: int, cells: Sequence[str]) -> Line:
        if not "".join(cells).isprintable():  # breaks of lines within a cell
            cells = [" ".join(cell.split()) for cell in cells]
        told = _Cells._make([cells[place].strip() if place >= 0 else "" for place in order])
        house, street, postcode, city = _address(told)
        code = _municipality(told, postcode, city, commune)
        rank = _KINDS.get(told.kind.lower(), 1) + (_score(told.score) if told.score else 0.0)
        homes = _homes(told.homes) if told.homes else None
        station = _station(told.station, code) if told.station else ""
        if has_homes_alone and not homes:
            raise Aside(_("a building without homes"))
        latitude, longitude = _place(told)
        if is_own:
            house, street = streets.numbered(house, street, has_place=latitude is not None)
            if latitude is not None and longitude is not None:
                places.demand_near(code, latitude, longitude, middle(code))
        if house == streets.NONE and latitude is not None and longitude is not None:
            key = keys.point_hex(code, latitude, longitude)  # a street has several of them
        elif street:
            key = keys.building_hex(code, street, house)
        elif latitude is not None and longitude is not None:
            key = keys.point_hex(code, latitude, longitude)
        else:
            raise Wrong(_("Enter a street and a number, or latitude and longitude."))
        return Line(
            number, key, house, street, postcode[:12], city[:100], code, latitude, longitude, homes, station,
            rank,
        )  # fmt: skip

    return read


def _address(told: _Cells) -> tuple[str, str, str, str]:
    """House number, street, postcode and town."""
    house, street, postcode, city = told.number, told.street, told.postcode, told.city
    if told.address:
        found = _ADDRESS.fullmatch(told.address)
        assert found is not None  # it fits any text
        house, street = found[1] or house, found[2].strip(" ,")
        postcode, city = found[3] or postcode, (found[4] or city).strip()
    if house == _NO_NUMBER:
        raise Aside(_("a street without a house number"))
    if told.suffix:
        house = f"{house} {told.suffix}"
    if len(street) > 200 or len(house) > 20:
        raise Wrong(_("The address is longer than 200 characters. Shorten it."))
    return house, street, postcode, city


def _municipality(told: _Cells, postcode: str, city: str, commune: Commune) -> str:
    text = told.municipality or told.key[:5]
    code = _code(text) if text else commune(postcode, city)
    if not code:
        raise Wrong(
            _("“%(place)s” is no municipality that is known. Enter its INSEE code."),
            place=f"{postcode} {city}".strip(),
        )
    return code


@lru_cache(40_000)
def _code(text: str) -> str:
    code = f"0{text}" if len(text) == 4 and text.isdigit() else text.upper()  # spreadsheets drop the zero
    if not _CODE.fullmatch(code):
        raise Wrong(_("“%(code)s” is no INSEE code of five characters. Correct it."), code=text[:20])
    return code


@lru_cache(10_000)
def _station(text: str, code: str) -> str:
    """A polling station as its code and number: of the roll's ``29039_1``, or the number alone."""
    municipality, _between, number = text.rpartition("_")
    told = f"{codes.municipality(municipality or code)}_{codes.number(number)}"
    if len(told) > 2 * codes.LONGEST:
        raise Wrong(_("“%(text)s” is no number of a polling station. Correct it."), text=text[:30])
    return told


@lru_cache(1_000)
def _score(text: str) -> float:
    try:
        score = float(text.replace(",", "."))
    except ValueError as error:
        raise Wrong(_("“%(text)s” is no number. Correct it."), text=text[:20]) from error
    if score <= LEAST_SCORE:
        raise Aside(_("a place that is too uncertain"))
    return min(score, 1.0)


@lru_cache(1_000)
def _homes(text: str) -> int:
    try:
        n = int(float(text.replace(",", ".")))
    except (ValueError, OverflowError) as error:
        raise Wrong(_("“%(text)s” is no number of homes. Correct it."), text=text[:20]) from error
    if not 0 <= n <= MOST_HOMES:
        raise Wrong(_("“%(text)s” is no number of homes. Correct it."), text=text[:20])
    return n


def _place(told: _Cells) -> tuple[float | None, float | None]:
    """Latitude and longitude, from Lambert-93 where a file has only that."""
    try:
        if told.latitude or told.longitude:
            latitude, longitude = _number(told.latitude), _number(told.longitude)
            if abs(latitude) <= 90 and abs(longitude) <= 180:
                return latitude, longitude
            raise ValueError
        east, north = _middle(told.shape) if told.shape else (_metres(told.x), _metres(told.y))
    except ValueError as error:
        raise Wrong(
            _("“%(text)s” is not a place. Enter latitude and longitude in degrees, like 45.76 and 4.85."),
            text=f"{told.latitude or told.x} {told.longitude or told.y}"[:40],
        ) from error
    if east and north and lambert.is_possible(east, north):
        latitude, longitude = lambert.degrees_of(east, north)
        return round(latitude, 7), round(longitude, 7)
    return None, None


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _metres(text: str) -> float:
    return _number(text) if text else 0.0


def _middle(shape: str) -> tuple[float, float]:
    """The middle of the box around a shape in WKT."""
    points: list[Any] = _POINTS.findall(shape)
    if not points:
        return 0.0, 0.0
    easts, norths = [float(x) for x, _y in points], [float(y) for _x, y in points]
    return (min(easts) + max(easts)) / 2, (min(norths) + max(norths)) / 2
