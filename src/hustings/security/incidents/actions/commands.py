"""Orders to guards, and their answers."""

import logging
from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.text.jsons import plain
from hustings.security.incidents.models import Answer, Guard, Incident, Order, Sighting
from mailguard.agents.platform import matching
from mailguard.agents.platform.commands import FAILED
from mailguard.agents.platform.commands import Answer as Heard

log = logging.getLogger(__name__)
LASTS = timedelta(days=14)  # what no guard fetched by then is not done any more
MOST = 2_000  # messages of one deed
TELLING = ("lure", "host", "file", "sender")  # traits that orders carry
STATES = {
    Order.Deed.RELEASE: "released",
    Order.Deed.RESTORE: "released",
    Order.Deed.DELETE: "deleted",
    Order.Deed.HOLD: "held",
}


def about_sighting(sighting: Sighting) -> dict[str, Any]:
    return {"place": sighting.place, "mailboxes": sighting.mailboxes, **_identity(sighting)}


def about_message(sighting: Sighting, *, alike: bool = False, own: Collection[str] = ()) -> dict[str, Any]:
    """Find copies by a guard's means, and with ``alike`` the same attack under other Message-IDs.

    Attackers copy Message-IDs, and forge ``own`` domains most of all: alike must share more than that.
    """
    said = _identity(sighting)
    kept = [one for one in said["traits"] if not (alike and _is_of(one, own))]
    return {"place": {}, "mailboxes": [], **said, "traits": kept, "alike": alike}


def _identity(sighting: Sighting) -> dict[str, Any]:
    traits = [
        [kind, value] for kind, value in sighting.traits if kind in TELLING and not value.startswith("@")
    ]
    return {
        "sha256": sighting.sha256, "message_id": sighting.message_id, "size": sighting.size, "traits": traits,
    }  # fmt: skip


def _is_of(trait: Sequence[str], own: Collection[str]) -> bool:
    return trait[0] == "sender" and trait[1].rpartition("@")[2] in own


def fitting(sighting: Sighting, others: Iterable[Sighting], own: Collection[str] = ()) -> list[Sighting]:
    """Those of others that are the same attack as one, by what can't be copied from true mail."""
    wanted = [(kind, value) for kind, value in about_message(sighting, alike=True, own=own)["traits"]]
    return [
        one
        for one in others
        if one.sha256 == sighting.sha256
        or matching.agree(wanted, {(kind, value) for kind, value in one.traits})
    ]


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
    *, deed: str, sightings: Iterable[Sighting], user: User | None, incident: Incident | None,
    own: Collection[str] = (), suspect: bool = False,
) -> int:  # fmt: skip
    """Have all guards find copies and hold what is alike; ``suspect``: only if they suspect it, too."""
    lapses = timezone.now() + LASTS
    alike = deed == Order.Deed.HOLD
    wanted: dict[object, dict[str, Any]] = {}
    for one in sightings:
        if one.sha256 or one.message_id:
            about = about_message(one, alike=alike, own=own) | ({"suspect": True} if suspect else {})
            wanted.setdefault(_name(about), about)
    rows = [
        Order(deed=deed, guard=None, incident=incident, about=about, made_by=user, lapses_at=lapses)
        for about in list(wanted.values())[:MOST]
    ]
    Order.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def _name(about: dict[str, Any]) -> object:
    """The same for messages that one order finds: copies to many mailboxes differ in their bytes."""
    traits = tuple(sorted((kind, value) for kind, value in about["traits"]))
    return (about["message_id"] if matching.agree(traits, traits) else "") or about["sha256"], traits


@transaction.atomic
def hear(*, guard: Guard, answers: Sequence[Heard]) -> int:
    """Note a guard's answers to its own orders, later ones in place of failures; how many were new."""
    by_id = {uid: one for one in answers if (uid := _uid(one.order_id))}
    found = Order.objects.filter(uid__in=by_id)
    new = 0
    for row in found.select_related("sighting"):
        if row.guard_id not in (None, guard.pk):
            continue
        one = by_id[row.uid]
        values = {"outcome": one.outcome[:20], "text": plain(one.text)[:300]}
        answer, is_new = Answer.objects.get_or_create(order=row, guard=guard, defaults=values)
        if not is_new and answer.outcome == FAILED:
            Answer.objects.filter(pk=answer.pk).update(**values, at=timezone.now())
            is_new = one.outcome != FAILED
        new += is_new
        if is_new and one.outcome == "done" and row.sighting_id:
            Sighting.objects.filter(pk=row.sighting_id).update(state=STATES[Order.Deed(row.deed)])
    log.info("incidents.answers guard=%s new=%d", guard.pk, new)
    return new


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
