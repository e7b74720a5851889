"""Rows by statements of our own, for what visitors write by the thousand an hour."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from django.db import IntegrityError, connections, models, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from hustings.foundation.lib.sql import bulk, sql_cursors, write_turns

_AT_ONCE = 500  # rows in one statement
Column = tuple[Any, bool]  # a field, and whether the driver takes its values as they are


def add(*made: models.Model) -> None:
    """INSERT fresh instances of one model and give them their keys. Neither signals nor ``save()`` run."""
    if not made:
        return
    model, is_numbered = type(made[0]), made[0].pk is None
    connection = connections[router.db_for_write(model)]
    statement, columns = _statement(model, is_numbered, len(made), connection.alias)
    values = [value for row in made for value in prepared(row, columns, connection)]
    with sql_cursors.ready(connection) as cursor:
        cursor.execute(statement, values)
        if is_numbered:
            for row, (key,) in zip(made, cursor.fetchall(), strict=True):
                row.pk = key
    for row in made:
        row._state.adding, row._state.db = False, connection.alias


def add_new(*made: models.Model) -> int:
    """INSERT those that no unique rule knows yet, and leave out the others; how many. They get no keys."""
    if not made:
        return 0
    model = type(made[0])
    connection = connections[router.db_for_write(model)]
    statement, columns = _statement(model, made[0].pk is None, len(made), connection.alias, is_once=True)
    with sql_cursors.ready(connection) as cursor:
        cursor.execute(statement, [value for row in made for value in prepared(row, columns, connection)])
        return int(cursor.rowcount)


def column(field: Any, connection: BaseDatabaseWrapper) -> Column:
    """A field, and whether its values go to the driver as they are."""
    stored = field
    while stored.remote_field:
        stored = stored.target_field
    return field, bulk.is_plain(stored, connection)


def prepared(row: models.Model, columns: Iterable[Column], connection: BaseDatabaseWrapper) -> list[Any]:
    """The values of a row as the driver takes them."""
    values = ((field, field.pre_save(row, True), is_plain) for field, is_plain in columns)
    return [
        value if is_plain or value is None else field.get_db_prep_save(value, connection)
        for field, value, is_plain in values
    ]


def add_once(made: models.Model, key: str, then: Callable[[], object]) -> bool:
    """Add it and do what follows; False where the unique ``key`` is there, such as a form sent twice."""
    try:
        with write_turns.turn(), transaction.atomic():
            add(made)
            then()
    except IntegrityError:
        value = getattr(made, key)
        if value is None or not type(made)._default_manager.filter(**{key: value}).exists():
            raise
        return False
    return True


@transaction.atomic
def add_up(
    model: type[models.Model], key: Sequence[str], sums: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Add to the sums of rows by their unique ``key``, or begin with them; all or nothing.

    Sort the rows: where all write in one order, no two wait for each other.
    """
    connection = connections[router.db_for_write(model)]
    table, *names = map(connection.ops.quote_name, [model._meta.db_table, *key, *sums])
    place = f"({', '.join(['%s'] * len(names))})"
    more = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in names[len(key) :])
    begins = f"INSERT INTO {table} ({', '.join(names)}) VALUES "  # noqa: S608 - names are quoted
    ends = f" ON CONFLICT ({', '.join(names[: len(key)])}) DO UPDATE SET {more}"
    with connection.cursor() as cursor:
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            cursor.execute(
                begins + ", ".join([place] * len(some)) + ends, [cell for row in some for cell in row]
            )


@cache
def _statement(
    model: type[models.Model], is_numbered: bool, n: int, alias: str, *, is_once: bool = False
) -> tuple[str, list[Column]]:
    connection = connections[alias]
    quote = connection.ops.quote_name
    key: Any = model._meta.pk
    columns = [
        column(field, connection)
        for field in model._meta.concrete_fields
        if not (is_numbered and field is key)
    ]
    names = ", ".join(quote(field.column) for field, _is_plain in columns)
    marks = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * n)
    ending = f" RETURNING {quote(key.column)}" if is_numbered else ""
    if is_once:
        ending = " ON CONFLICT DO NOTHING"
    into = quote(model._meta.db_table)
    return f"INSERT INTO {into} ({names}) VALUES {marks}{ending}", columns  # noqa: S608 - names are quoted
