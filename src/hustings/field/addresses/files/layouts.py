"""Kinds of files of addresses: the headings of their columns, and how each is told from the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hustings.field.addresses.models.files import Source
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.file_imports.table import heading


@dataclass(frozen=True)
class Layout:
    """A kind of file. ``columns``: the headings of each column, as they are compared."""

    source: Source
    columns: Mapping[str, str]
    signs: Sequence[str] = ()  # columns that only this kind has
    is_summed: bool = False  # the homes of several lines for one building add up
    places: dict[str, int] = field(default_factory=dict)


REU = Layout(
    Source.REU,
    {
        "station": "id brut bv reu", "municipality": "code commune ref|reconstitution code commune",
        "address": "geo adresse", "kind": "geo type", "score": "geo score", "longitude": "longitude",
        "latitude": "latitude", "homes": "nb adresses",
    },
    ("id brut bv reu", "code commune ref"),
    is_summed=True,
)  # fmt: skip
BAL = Layout(
    Source.BAL,
    {
        "municipality": "commune insee", "city": "commune nom", "street": "voie nom", "number": "numero",
        "suffix": "suffixe", "kind": "position", "x": "x", "y": "y", "longitude": "long", "latitude": "lat",
    },
    ("voie nom", "commune insee", "numero"),
)  # fmt: skip
BAN = Layout(
    Source.BAN,
    {
        "municipality": "code insee", "city": "nom commune", "street": "nom voie", "number": "numero",
        "suffix": "rep", "postcode": "code postal", "kind": "type position", "x": "x", "y": "y",
        "longitude": "lon", "latitude": "lat",
    },
    ("code insee", "nom voie", "numero", "rep"),
)  # fmt: skip
BDNB = Layout(
    Source.BDNB,
    {
        "municipality": "code commune insee", "address": "libelle adr principale ban",
        "key": "cle interop adr principale ban|cle interop adr",
        "homes": "nb log|ffo bat nb log|nb logements",
        "shape": "geom groupe|wkt|geom", "x": "x", "y": "y",
    },
    ("batiment groupe id",),
    is_summed=True,
)  # fmt: skip
OWN = Layout(
    Source.OWN,
    {
        "municipality": "code insee|code commune|insee|commune insee|insee code|municipality code",
        "city": "commune|ville|city|town|municipality|nom commune",
        "postcode": "code postal|cp|postcode|zip|zip code|postal code",
        "address": "adresse|address|adresse complete|full address",
        "street": "rue|voie|nom voie|street|street name|nom de la voie",
        "number": "numero|n|no|num|number|house number|numero voie",
        "suffix": "suffixe|rep|indice de repetition|suffix",
        "station": "bureau de vote|bureau|bv|numero bureau|polling station|station",
        "homes": "logements|nombre de logements|nb logements|foyers|homes|dwellings",
        "latitude": "latitude|lat", "longitude": "longitude|long|lon|lng", "x": "x", "y": "y",
    },
    is_summed=True,
)  # fmt: skip
ALL = (REU, BDNB, BAN, BAL, OWN)
KNOWN = {alias for layout in ALL for aliases in layout.columns.values() for alias in aliases.split("|")}


def found(columns: Sequence[str]) -> Layout:
    """The kind of a file with these columns and where each stands; Unreadable where some are missing."""
    headings = [heading(text) for text in columns]
    kind = next(layout for layout in ALL if all(sign in headings for sign in layout.signs))
    places = {}
    for name, aliases in kind.columns.items():
        at = [headings.index(alias) for alias in aliases.split("|") if alias in headings]
        if at:
            places[name] = at[0]
    _demand(columns, places)
    return Layout(kind.source, kind.columns, kind.signs, kind.is_summed, places)


def of(source: str, places: Mapping[str, int]) -> Layout:
    """The kind of a file that was looked at before."""
    kind = next(layout for layout in ALL if layout.source == source)
    return Layout(kind.source, kind.columns, kind.signs, kind.is_summed, dict(places))


def _demand(columns: Sequence[str], places: Mapping[str, int]) -> None:
    where = "municipality" in places or "key" in places or {"postcode", "city"} <= places.keys()
    point = {"latitude", "longitude"} <= places.keys()
    if not where:
        missing = _("the municipality’s INSEE code (code_insee), or postcode and town")
    elif not point and not {"street", "address", "key"} & places.keys():
        missing = _("the address, or its street and number")
    else:
        return
    raise Unreadable(
        _("The first line must contain the column names. Missing: %(missing)s. Found: %(found)s.")
        % {"missing": missing, "found": ", ".join(columns)[:500] or "–"}
    )
