"""Orders to guards, and their answers."""

import logging
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hustings.accounts.models import User
from hustings.shield.models import Answer, Guard, Incident, Order, Sighting
from mailguard.keeping.orders import Answer as Heard

log = logging.getLogger(__name__)
LASTS = timedelta(days=14)  # what no guard fetched by then is not done any more
MOST = 2_000  # messages of one deed
STATES = {
    Order.Deed.RELEASE: "released",
    Order.Deed.RESTORE: "released",
    Order.Deed.DELETE: "deleted",
    Order.Deed.HOLD: "held",
}


def about_sighting(sighting: Sighting) -> dict[str, Any]:
    """By what the guard that saw it finds the message."""
    return {
        "place": sighting.place, "mailboxes": sighting.mailboxes, "sha256": sighting.sha256,
        "message_id": sighting.message_id, "traits": [],
    }  # fmt: skip


def about_message(sha256: str, message_id: str) -> dict[str, Any]:
    """By what any guard finds copies of it: the Message-ID, or the octets where it has none."""
    by_id = {"message_id": message_id} if message_id else {"sha256": sha256}
    return {"place": {}, "mailboxes": [], "sha256": "", "message_id": "", "traits": []} | by_id


@transaction.atomic
def order(
    *, deed: str, sightings: Sequence[Sighting], user: User | None, incident: Incident | None = None
) -> int:
    """Ask each guard to do something with what it saw; how many were asked for."""
    lapses = timezone.now() + LASTS
    rows = [
        Order(
            deed=deed, guard=one.guard, incident=incident, sighting=one, about=about_sighting(one),
            made_by=user, lapses_at=lapses,
        )
        for one in sightings[:MOST]
        if one.guard_id and (one.place or one.sha256 or one.message_id)
    ]  # fmt: skip
    Order.objects.bulk_create(rows, batch_size=500)
    return len(rows)


@transaction.atomic
def order_everywhere(
    *, deed: str, messages: Iterable[tuple[str, str]], user: User | None, incident: Incident | None
) -> int:
    """Ask all guards to look for copies of (sha256, Message-ID); how many messages were named."""
    lapses = timezone.now() + LASTS
    wanted = list(dict.fromkeys(pair for pair in messages if any(pair)))[:MOST]
    rows = [
        Order(
            deed=deed, guard=None, incident=incident, about=about_message(*pair), made_by=user,
            lapses_at=lapses,
        )
        for pair in wanted
    ]  # fmt: skip
    Order.objects.bulk_create(rows, batch_size=500)
    return len(rows)


@transaction.atomic
def hear(*, guard: Guard, answers: Sequence[Heard]) -> int:
    """Note what a guard made of its orders, not of others'; how many answers were new."""
    by_id = {uid: one for one in answers if (uid := _uid(one.order_id))}
    found = Order.objects.filter(uid__in=by_id)
    new = 0
    for row in found.select_related("sighting"):
        if row.guard_id not in (None, guard.pk):
            continue
        one = by_id[row.uid]
        values = {"outcome": one.outcome[:20], "text": one.text.replace("\0", "")[:300]}
        _answer, is_new = Answer.objects.get_or_create(order=row, guard=guard, defaults=values)
        new += is_new
        if is_new and one.outcome == "done" and row.sighting_id:
            Sighting.objects.filter(pk=row.sighting_id).update(state=STATES[Order.Deed(row.deed)])
    log.info("shield.answers guard=%s new=%d", guard.pk, new)
    return new


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
