"""Twilio, by hand: a message, its receipts, texts that come in. It keeps no keys: nothing is sent twice."""

import hmac
from base64 import b64encode
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha1
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

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

_LONGEST = timedelta(hours=10)  # that Twilio keeps a message
_STATES = {
    "sent": "sent", "delivered": "delivered", "read": "delivered",
    "undelivered": "failed", "failed": "failed", "canceled": "failed",
}  # fmt: skip
_EXPIRED = "30036"


class Twilio:
    """Twilio's Messages resource."""

    secrets: tuple[str, ...] = ("auth_token",)
    settings: tuple[str, ...] = ("account", "sender")
    keeps_keys = False
    most, n_connections = 1, 10

    def send(self, gateway: Gateway, batch: Sequence[Outgoing]) -> list[Result]:
        return [self._send(gateway, each) for each in batch]

    def _send(self, gateway: Gateway, one: Outgoing) -> Result:
        left = min(one.send_before - timezone.now(), _LONGEST)
        sender = str(gateway.settings.get("sender", ""))
        body = {
            "To": one.number, "Body": one.text, "ValidityPeriod": int(left.total_seconds()),
            "MessagingServiceSid" if sender.startswith("MG") else "From": sender,
            "StatusCallback": f"{lines.address(gateway)}?{urlencode({'key': str(one.key)})}",
        }  # fmt: skip
        try:
            answer = self._ask("POST", gateway, "/Messages.json", data=body)
        except lines.Cut:
            return Result(one.key, Fate.UNSURE)
        said = lines.objects(answer)
        if answer.status_code in {429, 503}:
            return Result(one.key, Fate.LATER)
        if 400 <= answer.status_code < 500:
            words = f"{said.get('code', answer.status_code)} {said.get('message', '')}"
            return Result(one.key, Fate.REFUSED, said=words[:200])
        if not said.get("sid"):
            return Result(one.key, Fate.UNSURE)
        return Result(one.key, Fate.TAKEN, str(said["sid"])[:80])

    def read(self, gateway: Gateway, call: Call) -> Told:
        token = vault.keys(gateway).get("auth_token", "")
        signed = call.url + "".join(f"{name}{call.form[name]}" for name in sorted(call.form))
        made = b64encode(hmac.digest(token.encode(), signed.encode(), sha1)).decode()
        if not token or not hmac.compare_digest(made, call.headers.get("X-Twilio-Signature", "")):
            raise Unverified
        sid = (call.form.get("MessageSid") or call.form.get("SmsSid") or "")[:80]
        if not sid:
            raise ValueError
        if "MessageStatus" in call.form:
            return Told(receipts=tuple(_receipts(call, sid)))
        return Told(arrived=(Arrived(sid, call.form["From"], call.form.get("Body", "")),))

    def check(self, gateway: Gateway) -> None:
        if not vault.keys(gateway).get("auth_token") or not all(
            gateway.settings.get(name) for name in self.settings
        ):
            raise Down(_("Enter the account, its key and the sender."))
        lines.try_out(lambda: self._ask("GET", gateway, ".json"))

    def _ask(self, method: str, gateway: Gateway, path: str, **more: Any) -> Any:
        account = str(gateway.settings.get("account", ""))
        root = f"{settings.TWILIO_URL}/2010-04-01/Accounts/{quote(account, safe='')}"
        return lines.ask(
            method, root + path, auth=(account, vault.keys(gateway).get("auth_token", "")), **more
        )


def _receipts(call: Call, sid: str) -> list[Receipt]:
    code = call.form.get("ErrorCode", "")
    state = "expired" if code == _EXPIRED else _STATES.get(call.form["MessageStatus"])
    if state is None:  # accepted, queued, sending
        state = "sent" if call.form["MessageStatus"] in {"queued", "accepted", "sending"} else ""
    key = call.query.get("key", "")
    return [Receipt(state, UUID(key) if key else None, sid, code)] if state else []
