"""The first look at a file: how it is written, what its columns are called, some of its rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import IO, Any

from django.utils.translation import gettext as _

from hustings.foundation.file_imports.source import csv_records, csv_shape
from hustings.foundation.file_imports.source.csv_records import MAX_COLUMNS, Record, Shape
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.file_imports.source.workbooks import opening, sheets
from hustings.foundation.file_imports.source.workbooks.book import Book, Listed
from hustings.foundation.lib.text.said import say
from hustings.people.imports.columns import names

SAMPLE = 500


@dataclass(frozen=True, slots=True)
class Look:
    """What the first look has shown. ``sheet`` is empty for CSV."""

    shape: Shape
    columns: list[str]
    sample: list[list[str]]
    sheet: str = ""
    is_whole: bool = True  # the sample is all of it


def at(file: IO[bytes], told: dict[str, Any], sheet: str = "") -> Look:
    """Look at a file. ``told`` is what is known of its shape without a guess."""
    if opening.is_workbook(file):
        with opening.opened(file) as book:
            return _at_book(book, told, sheet)
    if sheet:
        raise Unreadable(
            say(_("The sheet “%(name)s” was not found: this file is not a workbook."), name=sheet)
        )
    return at_text(file, csv_shape.guess(file, names.is_known, told.get("n_above")).but(**told))


def at_text(file: IO[bytes], shape: Shape) -> Look:
    columns = csv_records.header(file, shape)
    rows = csv_records.rows(file, shape, len(columns))
    sample, is_whole = _sample(rows)
    return Look(shape, columns, sample, is_whole=is_whole)


def _sample(rows: Iterator[Record]) -> tuple[list[list[str]], bool]:
    found = list(islice(rows, SAMPLE))
    return [record.cells for record in found if not record.refused], len(found) < SAMPLE


def chosen(book: Book, name: str) -> Listed:
    """The sheet of this name; without one the first that has at least two rows, hidden ones last."""
    if name:
        found = next((sheet for sheet in book.sheets if sheet.name == name), None)
        if found is None:
            listed = ", ".join(f"“{sheet.name}”" for sheet in book.sheets[:20])
            raise Unreadable(
                say(
                    _("The sheet “%(name)s” was not found. Sheets in this workbook: %(sheets)s."),
                    name=name,
                    sheets=listed,
                )
            )
        return found
    in_order = sorted(book.sheets, key=lambda sheet: sheet.is_hidden)
    for sheet in in_order[:_TRIED]:
        if len(list(islice(opening.records(book, sheet), 2))) == 2:
            return sheet
    return in_order[0]


_TRIED = 30


def padded(records: Iterator[Record], width: int) -> Iterator[Record]:
    """A sheet's rows end with their last filled cell; these have all of them."""
    for record in records:
        if (missing := width - len(record.cells)) > 0:
            record.cells.extend([""] * missing)
        yield record


def _at_book(book: Book, told: dict[str, Any], name: str) -> Look:
    sheet = chosen(book, name)
    found = opening.records(book, sheet)
    first = list(islice(found, SAMPLE + 51))  # with what may stand above
    n_above, has_header = csv_shape.guess_header(
        [record.cells for record in first], names.is_known, told.get("n_above")
    )
    shape = Shape(
        encoding="", delimiter=";", has_header=has_header, n_above=n_above, n_lines=sheets.extent(book, sheet)
    ).but(**{key: value for key, value in told.items() if key in {"has_header", "n_above"}})
    width = min(max((len(record.cells) for record in first), default=0), MAX_COLUMNS)
    columns = csv_records.names(padded(iter(first), width), shape)
    named = [name or _("Column %(number)d") % {"number": number} for number, name in enumerate(columns, 1)]
    below = csv_records.below(padded(chain(first), width), shape, width)
    sample, is_whole = _sample(below)
    return Look(shape, named, sample, sheet.name, is_whole)
