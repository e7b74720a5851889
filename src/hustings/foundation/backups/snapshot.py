"""One moment of a live database, read while others write."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from hustings.foundation.backups import kinds
from hustings.foundation.backups.content import Table

CHUNK = 1 << 22


class Sqlite:
    """A read transaction: in WAL mode it sees its own moment and hinders nobody."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._db = sqlite3.connect(connection.settings_dict["NAME"], timeout=20, isolation_level=None)
        self._db.execute("PRAGMA query_only = ON")
        self._db.execute("BEGIN")
        self.migrations = self._db.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
        self._sequences = dict(self._db.execute("SELECT name, seq FROM sqlite_sequence"))

    def sequence(self, table: Table) -> int | None:
        """The next number that the table's key gets; None where the database has given none."""
        last = self._sequences.get(table.name)
        return None if last is None else last + 1

    def count(self, table: Table) -> int:
        n: int = self._db.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0]  # noqa: S608
        return n

    def chunks(self, table: Table) -> Iterator[tuple[int, bytes]]:
        names = ", ".join(f'"{name}"' for name, _ in table.columns)
        rows = self._db.execute(f'SELECT {names} FROM "{table.name}"')  # noqa: S608
        pieces: list[str] = []
        size = 0
        for line in kinds.lines([kind for _, kind in table.columns], rows):
            pieces.append(line)
            size += len(line)
            if size >= CHUNK:
                yield len(pieces), "".join(pieces).encode()
                pieces, size = [], 0
        if pieces:
            yield len(pieces), "".join(pieces).encode()

    def close(self) -> None:
        self._db.close()


class Postgres:
    """A read-only transaction that sees one moment."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        parameters: dict[str, Any] = connection.get_connection_params()
        keep = {
            name: value for name, value in parameters.items() if name not in {"cursor_factory", "context"}
        }
        keep.pop("prepare_threshold", None)
        self._db = psycopg.connect(**keep)
        self._db.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        self._db.read_only = True
        self._db.execute(kinds.PREPARATION)
        self.migrations = self._db.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()

    def sequence(self, table: Table) -> int | None:
        """The next number that the table's key gets; None where its key is no number of a sequence."""
        place = [sql.Identifier(table.name).as_string(self._db), table.columns[0][0]]
        found = self._db.execute("SELECT pg_get_serial_sequence(%s, %s)", place).fetchone()
        if not found or not found[0]:
            return None
        ask = sql.SQL("SELECT CASE WHEN is_called THEN last_value + 1 ELSE last_value END FROM {}")
        row = self._db.execute(ask.format(sql.SQL(found[0]))).fetchone()
        return int(row[0]) if row else None

    def count(self, table: Table) -> int:
        ask = "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = %s::regclass"
        row = self._db.execute(ask, [sql.Identifier(table.name).as_string(self._db)]).fetchone()
        return int(row[0]) if row else 0

    def chunks(self, table: Table) -> Iterator[tuple[int, bytes]]:
        wanted = [
            sql.SQL(kinds.expression(sql.Identifier(name).as_string(self._db), kind))
            for name, kind in table.columns
        ]
        ask = sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT").format(
            sql.SQL(", ").join(wanted), sql.Identifier(table.name)
        )
        pieces: list[Any] = []
        size = 0
        with self._db.cursor() as cursor, cursor.copy(ask) as copy:
            for line in copy:
                pieces.append(line)
                size += len(line)
                if size >= CHUNK:
                    yield len(pieces), b"".join(pieces)
                    pieces, size = [], 0
            if pieces:
                yield len(pieces), b"".join(pieces)

    def close(self) -> None:
        self._db.close()


def of(connection: BaseDatabaseWrapper) -> Sqlite | Postgres:
    return Postgres(connection) if connection.vendor == "postgresql" else Sqlite(connection)
