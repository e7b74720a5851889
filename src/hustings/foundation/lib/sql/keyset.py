"""Rows a page at a time by key: the last page costs as little as the first, and nothing is counted."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import DateTimeField, Field, Model, Q, QuerySet
from django.utils.dateparse import parse_datetime

Row = TypeVar("Row", bound=Model)
SIZE = 50
NEWEST = ("-confirmed_at", "-pk")


def moment(text: str) -> dt.datetime | None:
    """A moment as an address has it; None where a visitor has changed it."""
    try:
        at = parse_datetime(text)
        return at.astimezone(dt.UTC) if at and at.tzinfo else None
    except (ValueError, OverflowError):  # the first hours of the year 1 may lie before it elsewhere
        return None


def page(
    rows: QuerySet[Row], after: str = "", size: int | None = None, order: Sequence[str] = NEWEST
) -> tuple[list[Row], str]:
    """The next rows and the place to go on from, empty at the end.

    ``order``: own columns, of these rows never NULL, a minus before each that falls; the last one is unique.
    """
    size = size or SIZE
    fields = [_field(rows.model, each) for each in order]
    if (begin := _read(after, fields)) is not None:
        rows = rows.filter(_beyond(list(zip(order, begin, strict=True))))
    found = list(rows.order_by(*order)[: size + 1])
    return found[:size], place(found[size - 1], order) if len(found) > size else ""


def place(row: Model, order: Sequence[str]) -> str:
    """The place right after a row, as addresses of pages have it."""
    fields = [_field(type(row), each) for each in order]
    assert all(field.value_from_object(row) is not None for field in fields)
    values = [field.value_to_string(row) for field in fields]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def walk(rows: QuerySet[Row], at_once: int) -> Iterator[list[Row]]:
    """All of them in the order of their keys, so many at a time; those added meanwhile too."""
    last = 0
    while chunk := list(rows.filter(pk__gt=last).order_by("pk")[:at_once]):
        yield chunk
        last = chunk[-1].pk


def _field(model: type[Model], name: str) -> Field[Any, Any]:
    name = name.removeprefix("-")
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    assert isinstance(field, Field)
    return field


def _beyond(place: list[tuple[str, Any]]) -> Q:
    """Rows behind a place; the first column bounds them alone, so that an index leads there."""
    (key, value), rest = place[0], place[1:]
    name, way = key.removeprefix("-"), "lt" if key.startswith("-") else "gt"
    if not rest:
        return Q(**{f"{name}__{way}": value})
    return Q(**{f"{name}__{way}e": value}) & (Q(**{f"{name}__{way}": value}) | _beyond(rest))


def _read(text: str, fields: list[Field[Any, Any]]) -> list[Any] | None:
    """The place that such an address has, or None where a visitor has changed it."""
    try:
        told = json.loads(text)
        if not isinstance(told, list) or len(told) != len(fields):
            return None
        return [_value(field, str(each)) for field, each in zip(fields, told, strict=True)]
    except (ValueError, ValidationError, RecursionError):
        return None


def _value(field: Field[Any, Any], text: str) -> Any:
    text.encode()  # half a character is refused
    value = moment(text) if isinstance(field, DateTimeField) else field.to_python(text)
    if value is None or "\0" in text or (isinstance(value, int) and abs(value) >= 2**63):
        raise ValueError(text)
    return value
