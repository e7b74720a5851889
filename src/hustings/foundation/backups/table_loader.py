"""Fill the tables of a database from a backup, inside the caller's transaction."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from hustings.foundation.backups import content, kinds
from hustings.foundation.backups.content import Manifest, Table
from hustings.foundation.backups.reader import Lines
from hustings.foundation.backups.refusals import DoesNotFit
from hustings.foundation.lib.process.cli_language import gettext


class Filler:
    """Common part of both databases; ``emptied`` prepares, ``take`` writes, leaving it checks."""

    def __init__(self, connection: BaseDatabaseWrapper, manifest: Manifest) -> None:
        self.connection = connection
        self.tables = {table.name: table for table in manifest.tables}
        self.quote = connection.ops.quote_name

    @contextmanager
    def emptied(self) -> Iterator[None]:
        """Empty every table with its triggers asleep; awake, count on and check when all rows are in."""
        raise NotImplementedError

    def take(self, lines: Lines) -> int:
        raise NotImplementedError

    def every_table(self) -> list[str]:
        """Those of the backup and those it leaves out, as far as they are there."""
        with self.connection.cursor() as cursor:
            there = set(self.connection.introspection.table_names(cursor))
        ours = {model._meta.db_table for model in content.table_models()}
        settled: dict[str, Any] = settings.CACHES
        caches = {each.get("LOCATION", "") for each in settled.values()}
        return sorted((ours | caches | set(self.tables)) & there - {"django_migrations"})

    def check_columns(self) -> None:
        """Refuse tables that are built otherwise than the backup's."""
        with self.connection.cursor() as cursor:
            there = set(self.connection.introspection.table_names(cursor))
            for table in self.tables.values():
                columns: list[Any] = []
                if table.name in there:
                    columns = self.connection.introspection.get_table_description(cursor, table.name)
                if strange := {name for name, _ in table.columns} - {column.name for column in columns}:
                    raise DoesNotFit(
                        gettext(
                            "This backup doesn’t fit this installation: the table {table} is missing, or has"
                            " no {columns}. Nothing was changed. Install the same apps and version as where"
                            " it was made."
                        ).format(table=table.name, columns=", ".join(sorted(strange)))
                    )


class SqliteFiller(Filler):
    """Rows through executemany. Foreign keys are off (the caller saw to that) and checked at the end."""

    @contextmanager
    def emptied(self) -> Iterator[None]:
        """Triggers are taken away and put back: SQLite can't let them sleep."""
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {self.quote(name)}")
            for name in self.every_table():
                cursor.execute(f"DELETE FROM {self.quote(name)}")  # noqa: S608
            cursor.execute("DELETE FROM sqlite_sequence")
            yield
            for table in self.tables.values():
                if table.sequence:
                    self._count_from(table)
            for _, statement in triggers:
                cursor.execute(statement, None)
            self._rebuild_indexes()
        self.connection.check_constraints()

    def take(self, lines: Lines) -> int:
        table = self.tables[lines.table]
        names = ", ".join(self.quote(name) for name, _ in table.columns)
        places = ", ".join(["?"] * len(table.columns))
        statement = f"INSERT INTO {self.quote(table.name)} ({names}) VALUES ({places})"  # noqa: S608
        rows = kinds.rows([kind for _, kind in table.columns], lines.data.decode())
        self.connection.ensure_connection()
        return int(self.connection.connection.executemany(statement, rows).rowcount)

    def _count_from(self, table: Table) -> None:
        with self.connection.cursor() as cursor:
            key = self.quote(table.columns[0][0])
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) SELECT %s, max(%s, ifnull(max("  # noqa: S608
                f"{key}), 0)) FROM {self.quote(table.name)}",
                [table.name, (table.sequence or 1) - 1],
            )

    def _rebuild_indexes(self) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%%'", [])
            for name, statement in cursor.fetchall():
                if re.search(r"fts5", statement, re.IGNORECASE) and re.search(
                    r"content\s*=\s*['\"]?\w", statement
                ):
                    quoted = self.quote(name)
                    cursor.execute(f"INSERT INTO {quoted} ({quoted}) VALUES ('rebuild')")  # noqa: S608


class PostgresFiller(Filler):
    """Rows through COPY as they are."""

    @contextmanager
    def emptied(self) -> Iterator[None]:
        """Foreign keys are judged when all rows are in; sequences move with the transaction."""
        names = [self.quote(name) for name in self.every_table()]
        with self.connection.cursor() as cursor:
            cursor.execute(kinds.PREPARATION)
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute(f"TRUNCATE {', '.join(names)} RESTART IDENTITY")
            for name in names:
                cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
            yield
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for name in names:
                cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")
            for table in self.tables.values():
                if table.sequence:
                    self._count_from(table)

    def take(self, lines: Lines) -> int:
        table = self.tables[lines.table]
        names = ", ".join(self.quote(name) for name, _ in table.columns)
        with self.connection.cursor() as cursor, self.connection.wrap_database_errors:
            with cursor.copy(f"COPY {self.quote(table.name)} ({names}) FROM STDIN") as copy:
                copy.write(lines.data)
            return int(cursor.rowcount)

    def _count_from(self, table: Table) -> None:
        key = table.columns[0][0]
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [self.quote(table.name), key])
            sequence = cursor.fetchone()[0]
            if not sequence:
                return
            cursor.execute(f"SELECT max({self.quote(key)}) FROM {self.quote(table.name)}")  # noqa: S608
            start = max(table.sequence or 1, (cursor.fetchone()[0] or 0) + 1)
            cursor.execute(f"ALTER SEQUENCE {sequence} RESTART WITH {int(start)}")


def into(connection: BaseDatabaseWrapper, manifest: Manifest) -> Filler:
    return (PostgresFiller if connection.vendor == "postgresql" else SqliteFiller)(connection, manifest)
