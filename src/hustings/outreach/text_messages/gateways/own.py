"""A gateway of one's own, by HTTP and JSON: see docs/reference/text-gateways.md. It keeps keys."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.utils.translation import gettext as _

from hustings.foundation.webhooks import signing
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

_FATES = {"accepted": Fate.TAKEN, "refused": Fate.REFUSED, "later": Fate.LATER}
_STATES = {"sent", "delivered", "failed", "expired"}
_AT_HOME = {"localhost", "127.0.0.1", "::1"}


class Own:
    """Any gateway behind a bridge that speaks our few lines of JSON."""

    secrets: tuple[str, ...] = ("token", "webhook_secret")
    settings: tuple[str, ...] = ("url", "sender")
    keeps_keys = True
    most, n_connections = 50, 4

    def send(self, gateway: Gateway, batch: Sequence[Outgoing]) -> list[Result]:
        body = {
            "messages": [
                {
                    "key": str(each.key), "to": each.number, "text": each.text,
                    "sender": gateway.settings.get("sender", ""),
                    "send_before": each.send_before.isoformat(timespec="seconds"),
                }
                for each in batch
            ]
        }  # fmt: skip
        try:
            answer = self._ask("POST", gateway, json=body)
        except lines.Cut:
            return [Result(each.key, Fate.UNSURE) for each in batch]
        if answer.status_code in {429, 503}:
            return [Result(each.key, Fate.LATER) for each in batch]
        if 400 <= answer.status_code < 500:
            raise Down(lines.not_understood(answer))
        told = {str(each.get("key")): each for each in _rows(lines.objects(answer), "messages")}
        return [_result(each.key, told.get(str(each.key), {})) for each in batch]

    def read(self, gateway: Gateway, call: Call) -> Told:
        secret = vault.keys(gateway).get("webhook_secret", "")
        if not secret or not signing.holds(secret, call.headers, call.body):
            raise Unverified
        said = json.loads(call.body)
        return Told(
            tuple(_receipt(each) for each in _rows(said, "receipts") if each.get("status") in _STATES),
            tuple(
                Arrived(str(each["id"])[:80], str(each["from"]), str(each.get("text", "")))
                for each in _rows(said, "incoming")
            ),
        )

    def check(self, gateway: Gateway) -> None:
        url = urlsplit(str(gateway.settings.get("url", "")))
        if url.scheme != "https" and not (url.scheme == "http" and url.hostname in _AT_HOME):
            raise Down(_("Enter its address, beginning with https://."))
        if not all(vault.keys(gateway).get(name) for name in self.secrets):
            raise Down(_("Enter both keys."))
        lines.try_out(lambda: self._ask("GET", gateway))

    def _ask(self, method: str, gateway: Gateway, **more: Any) -> Any:
        headers = {"Authorization": f"Bearer {vault.keys(gateway).get('token', '')}"}
        url = str(gateway.settings.get("url", ""))
        return lines.ask(method, url, keeps_line=True, headers=headers, **more)


def _rows(said: Any, name: str) -> list[Mapping[str, Any]]:
    found = said.get(name) if isinstance(said, Mapping) else None
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _result(key: UUID, said: Mapping[str, Any]) -> Result:
    fate = _FATES.get(str(said.get("status")), Fate.UNSURE)
    return Result(key, fate, str(said.get("id") or "")[:80], str(said.get("reason") or "")[:200])


def _receipt(said: Mapping[str, Any]) -> Receipt:
    key = UUID(str(said["key"])) if said.get("key") else None
    return Receipt(
        str(said["status"]), key, str(said.get("id") or "")[:80], str(said.get("reason") or "")[:200]
    )
