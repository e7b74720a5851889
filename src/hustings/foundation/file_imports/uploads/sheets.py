"""Tables in uploaded files, CSV or workbook: how each is written, its columns, its lines."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from itertools import chain, islice
from typing import IO, Any

from django.utils.translation import gettext as _

from hustings.foundation.file_imports.source import csv_records, csv_shape
from hustings.foundation.file_imports.source.csv_records import MAX_COLUMNS, Record, Shape
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.file_imports.source.workbooks import opening, sheets
from hustings.foundation.file_imports.source.workbooks.book import Book, Listed
from hustings.foundation.file_imports.table import demand_lines, heading
from hustings.foundation.file_imports.uploads import originals

_ABOVE = 250  # rows that are looked at to find the names of the columns


def look(file: IO[bytes], is_known: Callable[[str], bool]) -> tuple[dict[str, Any], list[str]]:
    """Shape as ``records`` takes it, and names of the columns; ``is_known``: whether a heading is ours."""

    def known(text: str) -> bool:
        return is_known(heading(text))

    if not opening.is_workbook(file):
        shape = csv_shape.guess(file, known)
        return asdict(shape), _names(iter(csv_records.records(file, shape)), shape)
    with opening.opened(file) as book:
        sheet = _shown(book)
        found = iter(opening.records(book, sheet))
        first = list(islice(found, _ABOVE))
        n_above, _has_header = csv_shape.guess_header([record.cells for record in first], known)
        shape = Shape(encoding="", n_above=n_above, n_lines=sheets.extent(book, sheet))
        return asdict(shape), _names(chain(first, found), shape)


def _shown(book: Book) -> Listed:
    return next((sheet for sheet in book.sheets if not sheet.is_hidden), book.sheets[0])


def _names(found: Iterator[Record], shape: Shape) -> list[str]:
    first = next(islice(found, shape.n_above, None), None)
    names = [" ".join(name.split())[:200] for name in first.cells] if first else []
    if len(names) > MAX_COLUMNS:
        raise Unreadable(_("The first line must contain the column names."))
    if names:
        demand_lines(found)
    return names


@contextmanager
def records(path: str, told: dict[str, Any], width: int = 0) -> Iterator[Iterator[Record]]:
    """The lines below the names of the columns, each of ``width`` cells where that is given."""
    shape = Shape(**told).but(has_header=True)
    with originals.opened(path) as file:
        if shape.encoding:
            yield _below(csv_records.records(file, shape), shape, width)
            return
        with opening.opened(file) as book:
            yield _below(opening.records(book, _shown(book)), shape, width)


def _below(found: Iterator[Record], shape: Shape, width: int) -> Iterator[Record]:
    return csv_records.below(found, shape, width) if width else islice(found, shape.n_above + 1, None)
