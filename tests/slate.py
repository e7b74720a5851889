"""Tests that commit leave the database as the migrations made it, whatever runs after them.

Emptying every table, as Django does, would take Wagtail's first page, site and language with it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]
_UNITED = 400  # tables in one statement: SQLite takes no more than 500


def copy() -> Rows:
    """Every row of every table, as the database itself holds it."""
    rows: Rows = {}
    with connection.cursor() as cursor:
        for table in _tables(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            if found := cursor.fetchall():
                assert cursor.description
                rows[table] = [column[0] for column in cursor.description], found
    return rows


def is_written_on(rows: Rows) -> bool:
    """Whether a table is full that the migrations left empty: a process of a test before wrote late."""
    with connection.cursor() as cursor:
        return bool(set(_full(cursor)) - rows.keys())


def _tables(cursor: Any) -> list[str]:
    """Tables with rows of their own: what a virtual table of SQLite keeps is made from them."""
    tables = connection.introspection.table_names(cursor)
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name FROM pragma_table_list WHERE type IN ('virtual', 'shadow')")
        made = {name for (name,) in cursor.fetchall()}
        return [table for table in tables if table not in made]
    return tables


def _index_anew(cursor: Any) -> None:
    """Words of searches, read again from the rows that are there now."""
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%%fts5%%content=%%'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'INSERT INTO "{name}" ("{name}") VALUES (\'rebuild\')')


def _full(cursor: Any) -> list[str]:
    tables, found = _tables(cursor), []
    for at in range(0, len(tables), _UNITED):
        some = tables[at : at + _UNITED]
        asked = (f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")" for table in some)
        cursor.execute(" UNION ALL ".join(asked))
        found += [table for (table,) in cursor.fetchall()]
    return found


def put_back(rows: Rows) -> None:
    """Empty what is full, fill what was full."""
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        _checks(cursor, "OFF")
        full = _full(cursor)
        with asleep(cursor, full):
            for table in full:
                cursor.execute(f'DELETE FROM "{table}"')
        for table, (columns, found) in rows.items():
            names = ", ".join(f'"{name}"' for name in columns)
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', found)
        _index_anew(cursor)
        _checks(cursor, "ON")


@contextmanager
def asleep(cursor: Any, tables: list[str]) -> Iterator[None]:
    """Triggers of these tables that let no row go. PostgreSQL's sleep already."""
    triggers: list[tuple[str, str]] = []
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        triggers = [(name, sql) for name, sql, table in cursor.fetchall() if table in tables]
    for name, _sql in triggers:
        cursor.execute(f'DROP TRIGGER "{name}"')
    yield
    for _name, sql in triggers:
        cursor.execute(sql)


def _checks(cursor: Any, state: str) -> None:
    if connection.vendor == "postgresql":
        cursor.execute(f"SET session_replication_role = {'replica' if state == 'OFF' else 'DEFAULT'}")
