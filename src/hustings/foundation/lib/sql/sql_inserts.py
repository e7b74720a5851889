"""Rows by statements of our own, for what visitors write by the thousand an hour."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.db import IntegrityError, connections, models, router, transaction

_AT_ONCE = 500  # rows in one statement


def add(made: models.Model) -> None:
    """INSERT a fresh instance and give it its key. Neither signals nor ``save()`` run."""
    model = type(made)
    connection = connections[router.db_for_write(model)]
    is_numbered = made.pk is None
    statement, fields = _statement(model, is_numbered, connection.alias)
    values = [field.get_db_prep_save(field.pre_save(made, True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        if is_numbered:
            made.pk = cursor.fetchone()[0]
    made._state.adding, made._state.db = False, connection.alias


def add_once(made: models.Model, key: str, then: Callable[[], object]) -> bool:
    """Add it and do what follows; False where the unique ``key`` is there, such as a form sent twice."""
    try:
        with transaction.atomic():
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
def _statement(model: type[models.Model], is_numbered: bool, alias: str) -> tuple[str, list[Any]]:
    quote = connections[alias].ops.quote_name
    key: Any = model._meta.pk
    fields: list[Any] = [field for field in model._meta.concrete_fields if not (is_numbered and field is key)]
    names = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    returning = f" RETURNING {quote(key.column)}" if is_numbered else ""
    into = quote(model._meta.db_table)
    return f"INSERT INTO {into} ({names}) VALUES ({marks}){returning}", fields  # noqa: S608 - names are quoted
