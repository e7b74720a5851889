"""The uploaded file itself: kept until its lines are written, so that it can be read in another way."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from hustings.foundation.file_imports.source import csv_records
from hustings.foundation.file_imports.source.csv_records import Record, Shape
from hustings.foundation.file_imports.source.workbooks import opening
from hustings.foundation.file_imports.uploads import originals
from hustings.people.imports.models import Import
from hustings.people.imports.source import preview


def shape_of(imported: Import) -> Shape:
    return Shape(
        imported.encoding, imported.delimiter, imported.quote, imported.has_header, imported.n_rows,
        imported.n_above,
    )  # fmt: skip


@contextmanager
def records(imported: Import) -> Iterator[Iterator[Record]]:
    """The lines of people in the file, whatever kind of file it is."""
    shape, width = shape_of(imported), len(imported.columns)
    with originals.opened(imported.path) as file:
        if not imported.sheet:
            yield csv_records.rows(file, shape, width)
            return
        with opening.opened(file) as book:
            found = opening.records(book, preview.chosen(book, imported.sheet))
            yield csv_records.below(preview.padded(found, width), shape, width)


def unnamed(paths: Iterable[str]) -> list[str]:
    """Those of these files that no import names any more."""
    asked = [path for path in paths if path]
    named = set(Import.objects.filter(path__in=asked).values_list("path", flat=True))
    return [path for path in asked if path not in named]
