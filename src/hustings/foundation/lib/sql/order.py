"""Rows that stand in an order of their own, each with its ``position``."""

from typing import Any

from django.db import models


def move(rows: "models.QuerySet[Any]", row: models.Model, *, is_up: bool) -> int | None:
    """Swap ``row`` with a neighbour in ``rows``; its new place, or None where nothing was written."""
    found = list(rows)
    at = next((n for n, one in enumerate(found) if one.pk == row.pk), None)
    to = None if at is None else at - 1 if is_up else at + 1
    if at is None or to is None or not 0 <= to < len(found):
        return None
    found[at], found[to] = found[to], found[at]
    for position, one in enumerate(found):
        one.position = position
    rows.model._base_manager.bulk_update(found, ["position"])
    return to
