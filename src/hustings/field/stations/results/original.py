"""The uploaded file of results: kept in the private storage until it is read."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import IO, Any, cast

from django.conf import settings
from django.core.files import File
from django.core.files.storage import storages
from django.utils.translation import gettext as _

from hustings.field.stations.models import ResultFile
from hustings.field.stations.results import wide_tables
from hustings.field.stations.results.wide_tables import Layout
from hustings.foundation.file_imports.source import csv_records, csv_shape
from hustings.foundation.file_imports.source.csv_records import Record, Shape
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.file_imports.source.workbooks import opening
from hustings.foundation.file_imports.table import heading

STORAGE = "private"
_ABOVE = 20  # rows that are looked at to find the names of the columns


def look(file: IO[bytes], kept: ResultFile) -> None:
    """Find how the file is written, and demand its columns; Unreadable names the remedy."""
    size = file.seek(0, 2)
    if size > settings.IMPORT_LIMIT:
        words = _("The file has %(size)d MB; the limit is %(most)d MB. Split it into several files.")
        raise Unreadable(words % {"size": size // 10**6 + 1, "most": settings.IMPORT_LIMIT // 10**6})
    file.seek(0)
    kept.shape = {}
    if not opening.is_workbook(file):
        shape = csv_shape.guess(file, lambda text: heading(text) in wide_tables.KNOWN)
        kept.shape, kept.n_lines = asdict(shape), max(shape.n_lines - shape.n_above - 1, 0)
    with _records(file, kept):  # which demands the columns
        pass


def keep(file: IO[bytes], kept: ResultFile) -> None:
    """Put the file where the task finds it."""
    file.seek(0)
    kept.path = storages[STORAGE].save(f"results/{secrets.token_urlsafe(12)}", File(file))


def forget(kept: ResultFile) -> None:
    """Delete the file; its lines are in the database, or undone."""
    if kept.path:
        storages[STORAGE].delete(kept.path)
        ResultFile.objects.filter(pk=kept.pk).update(path="")


@contextmanager
def records(kept: ResultFile) -> Iterator[tuple[Layout, Iterator[Record]]]:
    """The layout of the kept file and its lines; Unreadable where it is gone."""
    try:
        held: Any = storages[STORAGE].open(kept.path, "rb") if kept.path else None
    except FileNotFoundError:
        held = None
    if held is None:
        raise Unreadable(_("The uploaded file no longer exists. Upload it again."))
    with held, _records(cast(IO[bytes], held.file), kept) as found:
        yield found


@contextmanager
def _records(file: IO[bytes], kept: ResultFile) -> Iterator[tuple[Layout, Iterator[Record]]]:
    if kept.shape:
        yield _table(csv_records.records(file, Shape(**kept.shape)), kept.shape["n_above"])
        return
    with opening.opened(file) as book:
        sheet = next((each for each in book.sheets if not each.is_hidden), book.sheets[0])
        yield _table(opening.records(book, sheet), 0)


def _table(found: Iterator[Record], n_above: int) -> tuple[Layout, Iterator[Record]]:
    """The layout of the first row that names the columns needed, and the rows below it."""
    missing: wide_tables.Missing | None = None
    for at, record in enumerate(found):
        try:
            return wide_tables.layout(record.cells), found
        except wide_tables.Missing as wrong:
            if missing is None or len(wrong.columns) < len(missing.columns):
                missing = wrong
        if at >= n_above + _ABOVE:
            break
    words = _("The first line must contain the column names. Missing: %(missing)s.")
    raise Unreadable(words % {"missing": missing or "–"})
