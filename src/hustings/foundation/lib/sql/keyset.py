"""Rows a page at a time, newest first, by key: the last page costs as little as the first."""

import datetime as dt
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.dateparse import parse_datetime

from hustings.foundation.lib.web import query_params

Row = TypeVar("Row", bound=Model)


SIZE = 50


def moment(text: str) -> dt.datetime | None:
    """A moment as an address has it; None where a visitor has changed it."""
    try:
        at = parse_datetime(text)
    except ValueError:
        return None
    return at if at and at.tzinfo else None


def page(
    rows: QuerySet[Row], after: str = "", size: int = SIZE, by: str = "confirmed_at"
) -> tuple[list[Row], str]:
    """The next of them and the place to go on from, empty at the end. ``by``: the column of their moments."""
    following: QuerySet[Any] = rows
    if place := _read(after):
        at, pk = place
        bound = Q(**{f"{by}__lte": at})  # by itself, so that an index leads there
        following = following.filter(bound & (Q(**{f"{by}__lt": at}) | Q(pk__lt=pk)))
    found = list(following.order_by(f"-{by}", "-pk")[: size + 1])
    if len(found) <= size:
        return found, ""
    last = found[size - 1]
    return found[:size], f"{getattr(last, by).isoformat()} {last.pk}"


def _read(text: str) -> tuple[object, int] | None:
    """The place that was written above, or None where a visitor has changed it."""
    said, _space, number = text.partition(" ")
    at = moment(said)
    pk = query_params.key(number)
    return (at, pk) if at and pk is not None else None
