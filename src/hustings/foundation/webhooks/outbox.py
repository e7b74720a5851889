"""The one call by which apps tell of an event, in the transaction that brings it about."""

import time
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.foundation.lib.sql import sql_inserts
from hustings.foundation.webhooks import tasks
from hustings.foundation.webhooks.events import events
from hustings.foundation.webhooks.models import Delivery, Endpoint

_KEPT = 5.0  # seconds that a process remembers which endpoints there are
_AT_ONCE = 50  # rows of one statement
_held: tuple[float, dict[str, list[int]]] = (0.0, {})


def tell(name: str, *keys: int, **data: Any) -> None:
    """Write a row for each live endpoint that wants to hear of it. ``data``: what no row will say later.

    Ids and codes alone: rows are read by whoever sees the database, and stay for a month.
    """
    found = _wanted().get(name)
    if not found or not keys:
        return
    assert events.find(name), f"no event is called {name}"
    now = timezone.now()
    rows = [
        Delivery(endpoint_id=endpoint, event=name, key=key, data=data, told_at=now, due_at=now)
        for endpoint in found
        for key in keys
    ]
    for start in range(0, len(rows), _AT_ONCE):
        sql_inserts.add(*rows[start : start + _AT_ONCE])
    transaction.on_commit(partial(tasks.begin, found))  # where it is missed, the next minute begins


def forget() -> None:
    """Look anew who there is."""
    global _held
    _held = (0.0, {})


def _wanted() -> dict[str, list[int]]:
    """Endpoints by the events that they want. A removed one keeps its row: none of these fails."""
    global _held
    until, found = _held
    if time.monotonic() >= until:
        found = {}
        for pk, names in Endpoint.objects.live().values_list("pk", "events"):
            for name in names:
                found.setdefault(name, []).append(pk)
        _held = time.monotonic() + _KEPT, found
    return found
