"""OVHcloud, by its signed API: a job for each message; receipts are called, incoming texts fetched.

It keeps no keys: nothing is sent twice. Its calls are not signed, so their address holds a token.
"""

import hmac
import json
import time
from collections.abc import Iterator, Sequence
from hashlib import sha1, sha256
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.outreach.text_messages import vault
from hustings.outreach.text_messages.gateways import lines
from hustings.outreach.text_messages.gateways.port import (
    Arrived,
    Call,
    Down,
    Fate,
    Outgoing,
    Receipt,
    Result,
    Told,
    Unverified,
)
from hustings.outreach.text_messages.models import Gateway

_STATES = {"1": "delivered", "2": "failed", "4": "sent", "8": "sent", "16": "failed"}  # by its ``dlr``
_AT_ONCE = 200  # incoming texts of one look


class Ovh:
    """OVHcloud's SMS jobs."""

    secrets: tuple[str, ...] = ("application_secret", "consumer_key")
    settings: tuple[str, ...] = ("service", "application_key", "sender")
    keeps_keys = False
    most, n_connections = 1, 10

    def send(self, gateway: Gateway, batch: Sequence[Outgoing]) -> list[Result]:
        return [self._send(gateway, each) for each in batch]

    def _send(self, gateway: Gateway, one: Outgoing) -> Result:
        left = one.send_before - timezone.now()
        sender = str(gateway.settings.get("sender", ""))
        # A name can't be answered: OVHcloud then adds its own words on how to stop.
        by = {"sender": sender} if sender else {"senderForResponse": True, "noStopClause": True}
        job = {
            "message": one.text, "receivers": [one.number], "charset": "UTF-8", "priority": "high",
            "validityPeriod": max(int(left.total_seconds() // 60), 1),
        }  # fmt: skip
        try:
            answer = _ask("POST", gateway, "/jobs", job | by)
        except lines.Cut:
            return Result(one.key, Fate.UNSURE)
        said = lines.objects(answer)
        if answer.status_code in {429, 503}:
            return Result(one.key, Fate.LATER)
        if 400 <= answer.status_code < 500:
            if answer.status_code != 400 or said.get("errorCode"):  # about us, not about this message
                raise Down(_told(answer))
            return Result(one.key, Fate.REFUSED, said=_told(answer))
        ids = said.get("ids") or []
        if not ids and said.get("invalidReceivers"):
            return Result(one.key, Fate.REFUSED, said="invalid receiver")
        return Result(one.key, Fate.TAKEN, str(ids[0])[:80]) if ids else Result(one.key, Fate.UNSURE)

    def read(self, gateway: Gateway, call: Call) -> Told:
        made, given = token(gateway), call.query.get("token", "")
        if not made or not hmac.compare_digest(made.encode(), given.encode()):
            raise Unverified
        state, name = _STATES.get(call.query["dlr"]), call.query["id"][:80]
        if not name:
            raise ValueError
        return Told(receipts=(Receipt(state, provider_id=name),) if state else ())

    def fetch(self, gateway: Gateway) -> Iterator[Told]:
        """Texts that came in, one at a time; each is deleted there once the next is asked for.

        Numbers on the list of those that sent STOP to OVHcloud itself come last.
        """
        for number in _listed(gateway, "/incoming")[:_AT_ONCE]:
            said = lines.objects(_ask("GET", gateway, f"/incoming/{number}"))
            if said.get("sender"):
                yield Told(arrived=(Arrived(str(number), str(said["sender"]), str(said.get("message", ""))),))
                _ask("DELETE", gateway, f"/incoming/{number}")
        stopped = [
            Arrived(f"blacklist {each}"[:80], str(each), "STOP") for each in _listed(gateway, "/blacklists")
        ]
        yield Told(arrived=tuple(stopped))

    def check(self, gateway: Gateway) -> None:
        needed = [gateway.settings.get("service"), gateway.settings.get("application_key")]
        if not all([*needed, *(vault.keys(gateway).get(name) for name in self.secrets)]):
            raise Down(_("Enter the service and the three keys."))
        lines.try_out(lambda: _ask("GET", gateway, ""), _told)


def token(gateway: Gateway) -> str:
    """The token in the address that OVHcloud calls; empty without keys."""
    secret = vault.keys(gateway).get("application_secret", "")
    return hmac.new(secret.encode(), gateway.uid.bytes, sha256).hexdigest()[:32] if secret else ""


def _ask(method: str, gateway: Gateway, path: str, body: Any = None) -> Any:
    """A signed request; the signature covers the address, the body and the moment."""
    keys, about = vault.keys(gateway), gateway.settings
    url = f"{settings.OVH_URL}/1.0/sms/{quote(str(about.get('service', '')), safe='')}{path}"
    text, at = "" if body is None else json.dumps(body), str(int(time.time()))
    parts = [keys.get("application_secret", ""), keys.get("consumer_key", ""), method, url, text, at]
    headers = {
        "X-Ovh-Application": str(about.get("application_key", "")),
        "X-Ovh-Consumer": keys.get("consumer_key", ""),
        "X-Ovh-Timestamp": at,
        "X-Ovh-Signature": "$1$" + sha1("+".join(parts).encode(), usedforsecurity=False).hexdigest(),
        "Content-Type": "application/json; charset=utf-8",
    }
    return lines.ask(method, url, data=text.encode() or None, headers=headers)


def _listed(gateway: Gateway, path: str) -> list[Any]:
    answer = _ask("GET", gateway, path)
    found = answer.json() if answer.status_code == 200 else []
    return found if isinstance(found, list) else []


def _told(answer: Any) -> str:
    said = lines.objects(answer)
    return f"{answer.status_code} {said.get('errorCode', '')} {said.get('message', '')}"[:200]
