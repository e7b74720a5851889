"""Results of letters that the server did not take: one statement for many of a kind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from hustings.foundation.contributions import Registry
from hustings.outreach.delivery.models import Delivery, WorkerLease
from hustings.outreach.delivery.models.reasons import NotSent, because

State = Delivery.State
ATTEMPTS = 7  # with the waits below: a day
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=6)
_CHANGED = ["state", "reason", "said", "attempts", "due_at", "carrier"]


class Refusal(NamedTuple):
    """A server's answer to a letter. ``is_later``: ask again; ``is_theirs``: of the address, a bounce."""

    key: int
    attempts: int  # before this one
    said: str
    is_later: bool
    is_theirs: bool

    @property
    def waits(self) -> bool:
        return self.is_later and self.attempts + 1 < ATTEMPTS


# Each hears, in the same transaction, of letters refused for good because of their addresses.
takers = Registry[Callable[[Sequence[Refusal]], object]]("delivery.worker.results.takers")


def skip(carrier: WorkerLease, keys: Iterable[int], reason: str, said: str = "") -> None:
    _held(carrier, keys).update(state=State.SKIPPED, **because(reason, said))


def doubt(carrier: WorkerLease, keys: Iterable[int], reason: str, said: str) -> None:
    """They may have arrived or not: they stay as they are until somebody decides."""
    _held(carrier, keys).update(state=State.UNSURE, **because(reason, said), attempts=F("attempts") + 1)


def put_back(carrier: WorkerLease, keys: Iterable[int], due_at: datetime | None = None) -> None:
    when = {"due_at": due_at} if due_at else {}
    _held(carrier, keys).update(state=State.QUEUED, carrier=None, **when)


@transaction.atomic
def note(carrier: WorkerLease, refused: Sequence[Refusal]) -> None:
    """Note a refusal: "later" waits, each time longer, for a day; a final one counts as a bounce."""
    now = timezone.now()
    rows = [
        Delivery(
            pk=one.key,
            state=State.QUEUED if one.waits else State.FAILED,
            **because(NotSent.DEFERRED if one.waits else NotSent.REFUSED, one.said),
            attempts=one.attempts + 1,
            due_at=now + min(_FIRST_WAIT * 3**one.attempts, _LONGEST_WAIT),
            carrier_id=None if one.waits else carrier.pk,
        )
        for one in refused
    ]
    _held(carrier, [row.pk for row in rows]).bulk_update(rows, _CHANGED)
    for_good = [one for one in refused if one.is_theirs and not one.waits]
    for take_in in takers.all():
        take_in(for_good)


def name(names: Mapping[int, str]) -> None:
    rows = [Delivery(pk=key, provider_id=called[:200] or None) for key, called in names.items()]
    Delivery.objects.bulk_update(rows, ["provider_id"])


def _held(carrier: WorkerLease, keys: Iterable[int]) -> Any:
    return Delivery.objects.filter(pk__any_of=keys, carrier=carrier, state__in=[State.CLAIMED, State.SENDING])
