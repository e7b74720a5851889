"""Reads the next chunk while PostgreSQL commits the last; on SQLite, where visitors wait, in turn."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from types import TracebackType

from django.db import connection

from hustings.foundation.file_imports.source.csv_records import Record
from hustings.people.imports.rows.row import Row, Sheet


class Chunk:
    """Some records of the file, and their rows on demand: fresh ones each time, since planning marks them."""

    def __init__(self, records: list[Record], ahead: "Prefetch") -> None:
        self.records = records
        self._ahead = ahead
        self._fresh: list[Row] | None = None

    def read(self) -> "Chunk":
        self._fresh = self._read()
        return self

    def rows(self) -> list[Row]:
        fresh, self._fresh = self._fresh, None
        return self._read() if fresh is None else fresh

    def begin_next(self) -> None:
        """This one is as good as written: have the next one read meanwhile."""
        self._ahead.begin()

    def _read(self) -> list[Row]:
        return [self._ahead.sheet.row(record) for record in self.records]


class Prefetch:
    """Hands out the chunks of one file in their order. A context: it ends its thread."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._thread = ThreadPoolExecutor(1) if connection.vendor == "postgresql" else None
        self._coming: Future[Chunk] | None = None
        self._found: Iterator[list[Record]] = iter(())

    def __enter__(self) -> "Prefetch":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._thread:
            self._thread.shutdown(cancel_futures=True)

    def of(self, found: Iterator[list[Record]]) -> Iterator[Chunk]:
        """Each chunk of records, the rows of it read already where ``begin`` was called before."""
        self._found = found
        while (chunk := self._next()) is not None:
            yield chunk

    def begin(self) -> None:
        """Start to read the next chunk, once. Its records come from the database, so from this thread."""
        if self._thread and self._coming is None and (records := next(self._found, None)) is not None:
            chunk = Chunk(records, self)
            self._coming = self._thread.submit(copy_context().run, chunk.read)

    def _next(self) -> Chunk | None:
        coming, self._coming = self._coming, None
        if coming:
            return coming.result()
        records = next(self._found, None)
        return None if records is None else Chunk(records, self).read()
