"""Deliveries of one endpoint, sent a few at a time: more while it takes them, none while it fails.

Nothing is open in the database meanwhile. A worker killed between the answer and its note sends again, by the
same id.
"""

import json
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from hustings.foundation.jobs.retry_policies import Policy
from hustings.foundation.lib.process.ciphers import InvalidToken
from hustings.foundation.lib.web.safe_http import Answer, Visitor
from hustings.foundation.webhooks import addresses, signing
from hustings.foundation.webhooks.events import events, may_see_people
from hustings.foundation.webhooks.models import NOTHING, Delivery, Endpoint

log = logging.getLogger(__name__)
PATIENCE = Policy(attempts=20, wait=60, longest=6 * 3600)  # three days in all
MOST, AT_ONCE = 64, 8
GONE = 410
_HEADERS = {"Content-Type": "application/json", "User-Agent": "Hustings-Webhooks/1.0"}


@dataclass(frozen=True, slots=True)
class Letter:
    row: Delivery
    body: bytes  # empty: there is nothing to say any more


@dataclass(frozen=True, slots=True)
class Courier:
    """The way to one endpoint, with its secrets read."""

    endpoint: Endpoint
    secrets: Sequence[str]
    way: Visitor

    def bring(self, letter: Letter) -> Answer:
        if not letter.body:
            return Answer(trouble=None)
        signed = signing.headers(self.secrets, letter.row.webhook_id, int(time.time()), letter.body)
        return self.way.post(self.endpoint.url, letter.body, {**_HEADERS, **signed})


def send_due(pk: int, pause: Callable[[], None]) -> bool:
    """Send what is due until there is no more of it, or nothing comes through. Whether it is paused by it."""
    n = AT_ONCE
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while endpoint := Endpoint.objects.ready().select_related("user").filter(pk=pk).first():
            rows = list(endpoint.deliveries.all().due()[:n])
            if not rows:
                break
            pause()
            try:
                courier = Courier(endpoint, signing.secrets_of(endpoint), addresses.visitor(endpoint.url))
            except InvalidToken:
                return _pause(endpoint, Endpoint.Why.KEY)
            letters = _letters(endpoint, rows)
            answers = list(pool.map(courier.bring, letters))
            if why := _note(endpoint, letters, answers):
                return _pause(endpoint, why)
            n = min(2 * n, MOST)
    return False


def _letters(endpoint: Endpoint, rows: Sequence[Delivery]) -> list[Letter]:
    """Their words as they are now, in one query for each kind of event."""
    sees = endpoint.with_people and may_see_people(endpoint.user)
    keys: dict[str, set[int]] = {}
    for row in rows:
        keys.setdefault(row.event, set()).add(row.key)
    said = {name: event.payloads(keys[name], sees) for name in keys if (event := events.find(name))}
    return [
        Letter(row, _body(row, found) if (found := said.get(row.event, {}).get(row.key)) is not None else b"")
        for row in rows
    ]


def _body(row: Delivery, found: Mapping[str, Any]) -> bytes:
    whole = {"type": row.event, "timestamp": row.told_at.astimezone(UTC), "data": {**found, **row.data}}
    return json.dumps(whole, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":")).encode()


@transaction.atomic
def _note(endpoint: Endpoint, letters: Sequence[Letter], answers: Sequence[Answer]) -> str:
    """Write down what came of them; why the endpoint is to be paused, or nothing."""
    now = timezone.now()
    taken: dict[int, list[int]] = {}
    empty: list[int] = []
    failed: list[Delivery] = []
    comes_through = any(answer.is_taken for answer in answers)
    for letter, answer in zip(letters, answers, strict=True):
        row = letter.row
        if not letter.body:
            empty.append(row.pk)
        elif answer.is_taken:
            taken.setdefault(answer.status, []).append(row.pk)
        else:
            row.status, row.trouble, row.n_tries = answer.status, answer.trouble or "", row.n_tries + 1
            is_last = comes_through and row.n_tries > PATIENCE.attempts  # it alone is refused
            row.due_at = None if is_last else now + PATIENCE.pause(row.n_tries)
            failed.append(row)
    rows = Delivery.objects.all()
    rows.filter(pk__in=empty).update(due_at=None, trouble=NOTHING)
    for status, keys in taken.items():
        rows.filter(pk__in=keys).update(
            due_at=None, sent_at=now, status=status, trouble="", n_tries=F("n_tries") + 1
        )
    rows.bulk_update(failed, ["due_at", "status", "trouble", "n_tries"])
    log.info("webhooks.sent endpoint=%s n=%s failed=%s", endpoint.pk, len(letters), len(failed))
    if any(row.status == GONE for row in failed):
        return Endpoint.Why.GONE
    return _judge(endpoint, comes_through=comes_through, failed=bool(failed))


def _judge(endpoint: Endpoint, *, comes_through: bool, failed: bool) -> str:
    """Let an endpoint rest, longer each time, where nothing comes through; after three days, for good."""
    mine = Endpoint.objects.filter(pk=endpoint.pk)
    if comes_through:
        if endpoint.n_failed:
            mine.update(n_failed=0, rests_until=None)
    elif failed:
        n = endpoint.n_failed + 1
        if n > PATIENCE.attempts:
            return Endpoint.Why.FAILING
        mine.update(n_failed=n, rests_until=timezone.now() + PATIENCE.pause(n))
    return ""


def _pause(endpoint: Endpoint, why: str) -> bool:
    """Whether it was we who paused it."""
    live = Endpoint.objects.live().filter(pk=endpoint.pk)
    log.warning("webhooks.paused endpoint=%s why=%s", endpoint.pk, why)
    return bool(live.update(paused_at=timezone.now(), paused_why=why, n_failed=0, rests_until=None))
