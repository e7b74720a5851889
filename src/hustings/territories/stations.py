"""Reads a campaign's own list of polling stations, as the prefecture or the town hall hands it out: CSV."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hustings.lib.folding import fold

COLUMNS = {  # headings as _heading() leaves them, the most telling first
    "commune": "code commune|codecommune|code insee|insee|code insee commune|code insee de la commune"
    "|code de la commune|codgeo|com|commune code|insee code",
    "number": "numero bureau vote|numero bureau de vote|numero du bureau de vote|numerobureauvote"
    "|numero bureau|numero du bureau|num bureau|code bureau|code bv|bureau de vote|bureau|bv|numero|no|n"
    "|station number|polling station|station|number",
    "name": "nom du bureau de vote|libelle du bureau de vote|libelle bureau vote|nom du bureau|nom bureau"
    "|libelle bureau|lieu de vote|lieu|libelle|nom|station name|place|name",
    "address": "adresse du bureau de vote|adresse du bureau|adresse bureau|adresse|voie|address",
    "constituency": "code circonscription|code de la circonscription|codecirconscription"
    "|numero circonscription|circonscription legislative|circonscription|circo|constituency",
    "latitude": "latitude|lat|y",
    "longitude": "longitude|long|lon|lng|x",
}
_NEEDED = ("commune", "number")
LARGEST = 50_000_000  # bytes


class Unreadable(ValueError):
    """The file as a whole can't be read; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number in the file and its texts, stripped."""

    number: int
    texts: dict[str, str]


def read(content: bytes) -> Iterator[Line]:
    """The lines below the header; encoding, delimiter and columns are guessed."""
    text = _decoded(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        header = next(reader, [])
        places = _places(header)
        for row in reader:
            if any(cell.strip() for cell in row):
                texts = {name: row[at].strip() if at < len(row) else "" for name, at in places.items()}
                yield Line(reader.line_num, texts)
    except csv.Error as error:
        raise Unreadable(
            _("Line %(line)s is no CSV: %(why)s.") % {"line": reader.line_num, "why": error}
        ) from error


def _decoded(content: bytes) -> str:
    if len(content) > LARGEST:
        raise Unreadable(_("The file is larger than 50 MB. Is it the right one?"))
    if content[:2] == b"PK":
        raise Unreadable(_("This is a spreadsheet. Save it as CSV, then choose that file."))
    if b"\0" in content:
        raise Unreadable(_("This is no text file. Save the list as CSV in UTF-8, then choose that file."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(";,\t|", key=first.count)


def _heading(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", fold(text)).split())


def _places(header: list[str]) -> dict[str, int]:
    headings = [_heading(text) for text in header]
    places = {}
    for name, aliases in COLUMNS.items():
        found = [
            at for alias in aliases.split("|") for at, heading in enumerate(headings) if heading == alias
        ]
        if found:
            places[name] = found[0]
    missing = [name for name in _NEEDED if name not in places]
    if missing:
        wanted = {
            "commune": _("the commune's INSEE code (code_commune)"),
            "number": _("the station's number (numero)"),
        }
        raise Unreadable(
            _("The first line must name the columns. Missing: %(missing)s. Found: %(found)s.")
            % {"missing": ", ".join(wanted[name] for name in missing), "found": ", ".join(header) or "–"}
        )
    return places
