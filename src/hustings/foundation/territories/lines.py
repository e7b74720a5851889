"""Reads tables that people hand in: CSV in whatever encoding, with whatever delimiter and headings."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hustings.foundation.lib.text.text_folding import fold

LARGEST = 50_000_000  # bytes
LONGEST = 200  # lines of one row: a biography may have paragraphs


class Unreadable(ValueError):
    """The file as a whole can't be read; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the number in the file at which it begins, and its texts, stripped."""

    number: int
    texts: dict[str, str]


def read(content: bytes, columns: Mapping[str, str], needed: Mapping[str, Any]) -> Iterator[Line]:
    """The lines below the header; encoding and delimiter are guessed. ``needed`` columns must be there."""
    text = _decoded(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    places = None
    for number, row in _rows(reader):
        if places is None:
            places = _places(row, columns, needed)
        elif any(cell.strip() for cell in row):
            texts = {name: row[at].strip() if at < len(row) else "" for name, at in places.items()}
            yield Line(number, texts)
    if places is None:
        _places([], columns, needed)


def _rows(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Each row and the line in which it begins: there a quotation mark stands that swallows those below."""
    while True:
        first = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise _unquoted(first) from error
        if row is None:
            return
        if reader.line_num - first >= LONGEST:
            raise _unquoted(first)
        yield first, row


def _unquoted(line: int) -> Unreadable:
    return Unreadable(
        _(
            'In line %(line)s a cell opens with a quotation mark (") and doesn’t end with one. Remove the'
            " mark there, or close the cell with one; a mark that belongs to the text is written twice."
        )
        % {"line": line}
    )


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


def _places(header: list[str], columns: Mapping[str, str], needed: Mapping[str, Any]) -> dict[str, int]:
    headings = [_heading(text) for text in header]
    places = {}
    for name, aliases in columns.items():
        found = [
            at for alias in aliases.split("|") for at, heading in enumerate(headings) if heading == alias
        ]
        if found:
            places[name] = found[0]
    missing = [str(words) for name, words in needed.items() if name not in places]
    if missing:
        raise Unreadable(
            _("The first line must name the columns. Missing: %(missing)s. Found: %(found)s.")
            % {"missing": ", ".join(missing), "found": ", ".join(header) or "–"}
        )
    return places
