"""The rows of a sheet unpacked into a plain file, so that checking, running and going on need no workbook."""

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import IO

from hustings.foundation.file_imports.source.csv_records import Record

_TOLD_EVERY = 5_000


@contextmanager
def written(records: Iterable[Record], told: Callable[[int], object]) -> Iterator[IO[bytes]]:
    """A temporary file with these records; ``told`` hears how many there are by now."""
    with tempfile.TemporaryFile() as file:
        text = io.TextIOWrapper(file, "utf-8", errors="replace", newline="")
        writer = csv.writer(text)
        for n, record in enumerate(records, 1):
            writer.writerow([record.line, record.refused, record.note, *record.cells])
            if n % _TOLD_EVERY == 0:
                told(n)
        text.flush()
        text.detach()
        file.seek(0)
        yield file


def read(file: IO[bytes]) -> Iterator[Record]:
    """The records of such a file."""
    text = io.TextIOWrapper(file, "utf-8", newline="")
    try:
        for line, refused, note, *cells in csv.reader(text):
            yield Record(int(line), cells, refused, note)
    finally:
        text.detach()
