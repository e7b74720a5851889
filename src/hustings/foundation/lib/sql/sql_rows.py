"""Rows found and changed by statements that are written once: the ORM composes each anew, for longer than
the database takes. For what visitors ask for by the thousand an hour.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from django.db import connections, models, router
from django.db.models.query import get_related_populators

from hustings.foundation.lib.sql import sql_cursors, sql_inserts

Row = TypeVar("Row", bound=models.Model)


def find(
    model: type[Row], where: str, *values: Any, along: tuple[str, ...] = (), without: tuple[str, ...] = (),
    is_locked: bool = False,
) -> list[Row]:  # fmt: skip
    """Rows for which ``where`` holds, a condition on columns of this table; in no order.

    ``along`` and ``without``: as in ``select_related`` and ``defer``; then ``where`` names the table, too.
    """
    connection = connections[router.db_for_write(model)]
    asked = _question(model, where, along, without, is_locked, connection.alias)
    with sql_cursors.ready(connection) as cursor:
        cursor.execute(asked.statement, values)
        rows = cursor.fetchall()
    for at, expression, convert in asked.converters if rows else ():
        rows = [(*row[:at], convert(row[at], expression, connection), *row[at + 1 :]) for row in rows]
    found = []
    for row in rows:
        made = model.from_db(connection.alias, asked.names, row[: len(asked.names)])
        for related in asked.related:
            related.populate(row, made)
        found.append(made)
    return found


def first(model: type[Row], where: str, *values: Any, **more: Any) -> Row | None:
    """The row, where there is one at most; ``more`` as in ``find``."""
    return next(iter(find(model, where, *values, **more)), None)


def change(row: models.Model, *names: str) -> None:
    """UPDATE these fields of a row as it has them. Neither signals nor ``save()`` run."""
    connection = connections[router.db_for_write(type(row))]
    statement, columns = _update(type(row), names, connection.alias)
    with sql_cursors.ready(connection) as cursor:
        cursor.execute(statement, [*sql_inserts.prepared(row, columns, connection), row.pk])


def change_all(rows: Sequence[models.Model], *names: str) -> None:
    """UPDATE these fields of rows of one model, each as it has them, by one statement that is ready."""
    if not rows:
        return
    model = type(rows[0])
    connection = connections[router.db_for_write(model)]
    statement, columns = _update(model, names, connection.alias)
    with sql_cursors.ready(connection) as cursor:
        values = [[*sql_inserts.prepared(row, columns, connection), row.pk] for row in rows]
        cursor.executemany(statement, values)


def refresh(row: Row, *names: str) -> None:
    """Read these fields of a row again; one that is gone stays as it was."""
    model = type(row)
    others = tuple(field.name for field in model._meta.concrete_fields if field.name not in (*names, "id"))
    if found := first(model, "id = %s", row.pk, without=others):
        for name in names:
            setattr(row, name, getattr(found, name))


class _Question(NamedTuple):
    """A statement, and how rows are made of its answer."""

    statement: str
    names: list[str]  # of the fields of the row itself, which come first
    converters: list[tuple[int, Any, Any]]
    related: list[Any]


@cache
def _question(
    model: type[models.Model], where: str, along: tuple[str, ...], without: tuple[str, ...], is_locked: bool,
    alias: str,
) -> _Question:  # fmt: skip
    connection = connections[alias]
    rows = model._base_manager.using(alias).order_by().defer(*without)
    compiler: Any = (rows.select_related(*along) if along else rows).query.get_compiler(alias)
    statement = f"{compiler.as_sql()[0]} WHERE {where}"
    if is_locked and connection.features.has_select_for_update:
        statement += f" {connection.ops.for_update_sql()}"
    columns = [column for column, _sql, _alias in compiler.select]
    converters = [
        (at, expression, convert)
        for at, (found, expression) in compiler.get_converters(columns).items()
        for convert in found
    ]
    names = [columns[at].target.attname for at in compiler.klass_info["select_fields"]]
    populators: Any = get_related_populators  # no part of what Django promises
    return _Question(statement, names, converters, populators(compiler.klass_info, compiler.select, alias))


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
