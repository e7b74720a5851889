"""Signatures a page at a time, newest first, by key: the last page costs as little as the first."""

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime

from hustings.lib import asked
from hustings.petitions.models import Signature

SIZE = 50


def page(rows: QuerySet[Signature], after: str = "", size: int = SIZE) -> tuple[list[Signature], str]:
    """The next signatures and the place to go on from, empty at the end."""
    if place := _read(after):
        moment, pk = place
        rows = rows.filter(Q(confirmed_at__lt=moment) | Q(confirmed_at=moment, pk__lt=pk))
    found = list(rows.order_by("-confirmed_at", "-pk")[: size + 1])
    if len(found) <= size:
        return found, ""
    last = found[size - 1]
    assert last.confirmed_at
    return found[:size], f"{last.confirmed_at.isoformat()} {last.pk}"


def _read(text: str) -> tuple[object, int] | None:
    """The place that was written above, or None where a visitor has changed it."""
    moment, _space, number = text.partition(" ")
    try:
        read = parse_datetime(moment)
    except ValueError:
        return None
    pk = asked.key(number)
    return (read, pk) if read and read.tzinfo and pk is not None else None
