"""Decide amendments: accept, refuse, undo; nothing is in the text before a version is published."""

import logging
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.deliberation.texts import documents, refusals
from hustings.deliberation.texts.algebra import conflicts
from hustings.deliberation.texts.algebra.kinds import Misplaced
from hustings.deliberation.texts.algebra.subamendments import inside
from hustings.deliberation.texts.models import Amendment, State, Text
from hustings.foundation.lib.sql import write_turns
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)


def accept(*, text: Text, amendments: Collection[int], user: Any, why: str = "") -> int:
    """Take open amendments into the next version; how many. Raises Clash: then none is taken."""
    return _decide(text, amendments, State.ACCEPTED, why, user)


def refuse(*, text: Text, amendments: Collection[int], user: Any, why: str = "") -> int:
    """Refuse open amendments; how many."""
    return _decide(text, amendments, State.REFUSED, why, user)


def _decide(text: Text, amendments: Collection[int], state: State, why: str, user: Any) -> int:
    with write_turns.turn(), transaction.atomic():
        held = Text.objects.select_for_update(of=("self",)).get(pk=text.pk)
        rows = Amendment.objects.open().filter(text=held, pk__in=amendments, base=held.version_id)
        found = list(rows.select_related("item").order_by("pk"))
        settle(held, found, state, why, user, timezone.now())
        site_version.renew()
    log.info("texts.decide text=%s state=%s n=%s user=%s", text.pk, state, len(found), user and user.pk)
    return len(found)


def settle(text: Text, rows: Sequence[Amendment], state: State, why: str, user: Any, at: datetime) -> None:
    """Write a decision down. In the caller's transaction, the text held."""
    for row in rows:
        row.state, row.why, row.user, row.decided_at = state, why, user, at
    Amendment.objects.bulk_update(rows, ["state", "why", "user", "decided_at"], batch_size=500)
    if state == State.REFUSED:  # and what would have changed them
        inner = Amendment.objects.unsettled().filter(over__in=rows).values_list("pk", flat=True)
        Amendment.objects.filter(pk__in=list(inner)).update(state=state, why=why, user=user, decided_at=at)
    if state == State.ACCEPTED and rows:
        refuse_clashes(text)


def refuse_clashes(text: Text) -> None:
    """Raise Clash if what is accepted can't stand together: of the text, and inside each amendment."""
    waiting = list(Amendment.objects.waiting().filter(text=text).select_related("item").order_by("pk"))
    whole, inner = [row for row in waiting if not row.over_id], [row for row in waiting if row.over_id]
    changes, _traces = documents.with_inner(whole, "", states=())
    found = conflicts.sets(changes)
    by_parent: dict[int, list[Amendment]] = {}
    for row in inner:
        by_parent.setdefault(row.over_id or 0, []).append(row)
    for rows in by_parent.values():
        found += conflicts.sets([row.on("") for row in rows])
    if found:
        raise refusals.Clash(found)
    for parent in Amendment.objects.select_related("item").filter(pk__in=by_parent):
        try:
            inside(parent.on(""))
        except Misplaced as no:
            raise refusals.Decided from no


def undo(*, text: Text, amendment: int) -> Amendment:
    """Open an amendment again, and those inside it that were refused with it.

    Raises Decided where a version was published since.
    """
    with write_turns.turn(), transaction.atomic():
        held = Text.objects.select_for_update(of=("self",)).get(pk=text.pk)
        row = Amendment.objects.select_for_update(of=("self",)).get(pk=amendment, text=held)
        is_settled = row.base_id != held.version_id or row.published_in_id is not None
        if is_settled or row.state not in (State.ACCEPTED, State.REFUSED):
            raise refusals.Decided
        anew = {"state": State.OPEN, "decided_at": None, "user": None, "why": ""}
        if row.state == State.REFUSED:
            row.inner.filter(state=State.REFUSED, decided_at=row.decided_at).update(**anew)
        row.state, row.decided_at, row.user, row.why = State.OPEN, None, None, ""
        row.save(update_fields=["state", "decided_at", "user", "why"])
        site_version.renew()
    log.info("texts.undo amendment=%s", row.pk)
    return row
