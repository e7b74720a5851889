"""Reads a table that people hand in, CSV or workbook, and finds the columns that a target knows."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from django.utils.translation import gettext as _

from hustings.foundation.file_imports.source import csv_records, csv_shape
from hustings.foundation.file_imports.source.csv_records import MAX_COLUMNS, Record, Shape
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.file_imports.source.workbooks import opening
from hustings.foundation.lib.text.text_folding import fold

LARGEST = 50_000_000  # bytes
MOST = 200_000  # lines
_ABOVE = 250  # rows that are looked at to find the names of the columns


@dataclass(frozen=True, slots=True)
class Table:
    """``places``: where each known column stands."""

    columns: list[str]
    places: dict[str, int]
    records: list[Record] = field(default_factory=list)


def texts(cells: list[str], places: Mapping[str, int]) -> dict[str, str]:
    """The filled cells by column, stripped."""
    found = {name: cells[at].replace("\0", "").strip() for name, at in places.items() if at < len(cells)}
    return {name: text for name, text in found.items() if text}


def read(content: bytes, columns: Mapping[str, str], needed: Mapping[str, Any]) -> Table:
    """All rows below the names of the columns. ``needed`` columns must be there."""
    if len(content) > LARGEST:
        raise Unreadable(_("The file is larger than 50 MB. Split it, or check that it is the right one."))
    known = {alias for aliases in columns.values() for alias in aliases.split("|")}
    file = io.BytesIO(content)
    if opening.is_workbook(file):
        with opening.opened(file) as book:
            sheet = next((each for each in book.sheets if not each.is_hidden), book.sheets[0])
            return _table(opening.records(book, sheet), known, columns, needed)
    shape = csv_shape.guess(file, lambda text: heading(text) in known)
    return _table(csv_records.records(file, shape), known, columns, needed, shape)


def _table(
    found: Iterator[Record], known: set[str], columns: Any, needed: Any, shape: Shape | None = None
) -> Table:
    first = list(islice(found, _ABOVE))
    if shape is None:
        rows = [record.cells for record in first]
        shape = Shape(n_above=csv_shape.guess_header(rows, lambda text: heading(text) in known)[0])
    if len(first) <= shape.n_above:
        _missing([], needed)
    header = first[shape.n_above]
    if header.refused:
        raise _unreadable(header)
    named = [" ".join(name.split())[:200] for name in header.cells]
    if len(named) > MAX_COLUMNS:
        raise Unreadable(_("The first line must contain the column names."))
    table = Table(named, _places(named, columns, needed))
    whole, size = _sound(chain(first, found)), 0
    for record in csv_records.below(whole, shape.but(has_header=True), len(named)):
        if any(cell.strip() for cell in record.cells):
            table.records.append(record)
            size += sum(map(len, record.cells))
            _demand_little(len(table.records), size)
    demand_lines(table.records)
    return table


def demand_lines(records: Iterable[Record]) -> None:
    """Refuse a file that has no line below the names of its columns but empty ones."""
    if not any(cell.strip() for record in records for cell in record.cells):
        raise Unreadable(_("The file has no lines below the column names. Export the list again."))


def _demand_little(n: int, size: int) -> None:
    """Refuse what would fill the memory: a small workbook may unpack to very much."""
    if n > MOST:
        raise Unreadable(_("The file has more than %(n)s lines. Split it.") % {"n": MOST})
    if size > LARGEST:
        raise Unreadable(_("The file is larger than 50 MB. Split it, or check that it is the right one."))


def _sound(found: Iterator[Record]) -> Iterator[Record]:
    """The records, damaged letters and all, up to an open quotation mark, which swallows what follows."""
    for record in found:
        if record.refused and not any("\0" in cell or "\ufffd" in cell for cell in record.cells):
            raise _unreadable(record)
        yield record


def _unreadable(record: Record) -> Unreadable:
    return Unreadable(
        _(
            'On line %(line)s, a cell opens with a quotation mark (") that is never closed. '
            "Remove or close it; double it if it is part of the text."
        )
        % {"line": record.line}
    )


def heading(text: str) -> str:
    """The name of a column as it is compared."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", fold(text)).split())


def _places(named: list[str], columns: Mapping[str, str], needed: Mapping[str, Any]) -> dict[str, int]:
    headings = [heading(text) for text in named]
    places = {}
    for name, aliases in columns.items():
        found = [at for alias in aliases.split("|") for at, each in enumerate(headings) if each == alias]
        if found:
            places[name] = found[0]
    if any(name not in places for name in needed):
        _missing(named, {name: words for name, words in needed.items() if name not in places})
    return places


def _missing(named: list[str], missing: Mapping[str, Any]) -> None:
    raise Unreadable(
        _("The first line must contain the column names. Missing: %(missing)s. Found: %(found)s.")
        % {"missing": ", ".join(map(str, missing.values())), "found": ", ".join(named) or "–"}
    )
