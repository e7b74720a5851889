"""What became of the letters that the server did not take: one statement for many of a kind."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from hustings.mailing.models import Carrier, Delivery

State = Delivery.State
ATTEMPTS = 7  # with the waits below: a day
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=6)
_CHANGED = ["state", "reason", "attempts", "due_at", "carrier"]


def skip(carrier: Carrier, keys: Iterable[int], reason: str) -> None:
    """Leave them out for good."""
    _held(carrier, keys).update(state=State.SKIPPED, reason=reason)


def doubt(carrier: Carrier, keys: Iterable[int], reason: str) -> None:
    """They may have arrived or not: they stay as they are until somebody decides."""
    _held(carrier, keys).update(state=State.UNSURE, reason=reason[:300], attempts=F("attempts") + 1)


def put_back(carrier: Carrier, keys: Iterable[int], due_at: datetime | None = None) -> None:
    """Queue what we claimed and nobody has, now or for then."""
    when = {"due_at": due_at} if due_at else {}
    _held(carrier, keys).update(state=State.QUEUED, carrier=None, **when)


def note(carrier: Carrier, refused: Sequence[tuple[int, int, str, bool]]) -> None:
    """Of each: its number, the attempts before, what the server said, and whether it said "later".

    "Later" has it wait, each time longer, and be given up after a day.
    """
    now = timezone.now()
    rows = []
    for key, attempts, said, is_later in refused:
        waits = is_later and attempts + 1 < ATTEMPTS
        rows.append(
            Delivery(
                pk=key,
                state=State.QUEUED if waits else State.FAILED,
                reason=said[:300],
                attempts=attempts + 1,
                due_at=now + min(_FIRST_WAIT * 3**attempts, _LONGEST_WAIT),
                carrier_id=None if waits else carrier.pk,
            )
        )
    _held(carrier, [row.pk for row in rows]).bulk_update(rows, _CHANGED)


def _held(carrier: Carrier, keys: Iterable[int]) -> Any:
    return Delivery.objects.filter(pk__any_of=keys, carrier=carrier, state__in=[State.CLAIMED, State.SENDING])
