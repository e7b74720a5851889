"""Rows found and changed by statements that are written once: the ORM composes each anew, for longer than
the database takes. For what visitors ask for by the thousand an hour.
"""

from functools import cache
from typing import Any, TypeVar

from django.db import connections, models, router

from hustings.foundation.lib.sql import sql_cursors, sql_inserts

Row = TypeVar("Row", bound=models.Model)


def find(model: type[Row], where: str, *values: Any, is_locked: bool = False) -> list[Row]:
    """Rows for which ``where`` holds, a condition on columns of this table; in no order."""
    connection = connections[router.db_for_write(model)]
    statement, names, converters = _select(model, where, is_locked, connection.alias)
    with sql_cursors.ready(connection) as cursor:
        cursor.execute(statement, values)
        rows = cursor.fetchall()
    for at, expression, convert in converters if rows else ():
        rows = [(*row[:at], convert(row[at], expression, connection), *row[at + 1 :]) for row in rows]
    return [model.from_db(connection.alias, names, row) for row in rows]


def first(model: type[Row], where: str, *values: Any, is_locked: bool = False) -> Row | None:
    """The row, where there is one at most."""
    return next(iter(find(model, where, *values, is_locked=is_locked)), None)


def change(row: models.Model, *names: str) -> None:
    """UPDATE these fields of a row as it has them. Neither signals nor ``save()`` run."""
    connection = connections[router.db_for_write(type(row))]
    statement, columns = _update(type(row), names, connection.alias)
    with sql_cursors.ready(connection) as cursor:
        cursor.execute(statement, [*sql_inserts.prepared(row, columns, connection), row.pk])


@cache
def _select(model: type[models.Model], where: str, is_locked: bool, alias: str) -> tuple[str, list[str], Any]:
    connection = connections[alias]
    quote = connection.ops.quote_name
    fields: list[Any] = list(model._meta.concrete_fields)
    converters = [
        (at, column, convert)
        for at, column in enumerate(field.get_col(model._meta.db_table) for field in fields)
        for convert in [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)]
    ]
    names = ", ".join(quote(field.column) for field in fields)
    statement = f"SELECT {names} FROM {quote(model._meta.db_table)} WHERE {where}"  # noqa: S608 - our own
    if is_locked and connection.features.has_select_for_update:
        statement += f" {connection.ops.for_update_sql()}"
    return statement, [field.attname for field in fields], converters


@cache
def _update(
    model: type[models.Model], names: tuple[str, ...], alias: str
) -> tuple[str, list[sql_inserts.Column]]:
    connection = connections[alias]
    quote = connection.ops.quote_name
    key: Any = model._meta.pk
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    columns = [sql_inserts.column(field, connection) for field in fields]
    pairs = ", ".join(f"{quote(field.column)} = %s" for field, _is_plain in columns)
    table, where = quote(model._meta.db_table), f"{quote(key.column)} = %s"
    return f"UPDATE {table} SET {pairs} WHERE {where}", columns  # noqa: S608 - names are quoted
