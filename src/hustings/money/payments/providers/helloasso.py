"""HelloAsso, by hand: a token, a checkout, what came of it, a refund. Its notifications are only hints."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import requests
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from hustings.money.payments import hooks, vault
from hustings.money.payments.models import Channel, Mandate, Payment
from hustings.money.payments.providers.port import LOOK, Declined, Fact, Line, Told, Trouble, Unverified, Way

_HELD = timedelta(minutes=30)  # their page lives for 15
_SECONDS = 20
_SETTLED = {"Authorized", "Registered", "AuthorizedPreprod"}
_FAILED = {"Refused", "Error", "Canceled", "Abandoned", "Deleted", "NoDonation"}


class HelloAsso:
    """Cards by HelloAsso, which many associations in France have."""

    secrets: tuple[str, ...] = ("client_id", "client_secret")
    settings: tuple[str, ...] = ("organisation",)
    asks: tuple[str, ...] = ()
    is_online = has_webhook = True
    can_monthly = False

    def begin(self, payment: Payment, payer: Mapping[str, Any]) -> Way:
        given = {
            "email": payment.email,
            "firstName": payer.get("given_name"),
            "lastName": payer.get("family_name"),
        }
        body = {
            "totalAmount": payment.amount, "initialAmount": payment.amount, "itemName": payment.label[:250],
            "backUrl": payment.back, "errorUrl": payment.back, "returnUrl": payment.back,
            "containsDonation": True, "metadata": {"number": payment.number},
            "payer": {name: value for name, value in given.items() if value},
        }  # fmt: skip
        made = _Account(payment.channel).ask("POST", "{organisation}/checkout-intents", body)
        return Way(provider_id=f"intent:{made['id']}", url=str(made["redirectUrl"]), held_for=_HELD)

    def instructions(self, payment: Payment) -> list[Line]:
        return []

    def cancel(self, payment: Payment) -> None:
        """Not offered: their page ends by itself."""

    def charge(self, payment: Payment, mandate: Mandate) -> Way:
        raise Declined

    def refund(self, payment: Payment, amount: int, key: str) -> None:
        """Refunds know no idempotency key: one that is there already is not asked for again."""
        account = _Account(payment.channel)
        path = f"/payments/{payment.provider_id.removeprefix('payment:')}"
        total = payment.refunded + amount
        if _refunded(account.ask("GET", path)) < total:
            account.ask("POST", f"{path}/refund?amount={amount}&sendRefundMail=false&cancelOrder=false")

    def read(self, channel: Channel, body: bytes, headers: Mapping[str, str]) -> list[Told]:
        """Whoever names a number of ours, which nobody can guess, makes us look again."""
        said = json.loads(body)
        if not isinstance(said, dict):
            raise ValueError
        number = str((said.get("metadata") or {}).get("number") or "")
        if not number or not Payment.objects.filter(channel=channel, number=number).exists():
            raise Unverified
        data = said.get("data") or {}
        now = datetime.now(UTC)
        name = f"{number}:{now:%Y%m%d%H%M}:{data.get('id')}:{data.get('state')}"
        return [Told(name[:120], str(said.get("eventType", "")), [Fact(LOOK, number=number)], now)]

    def resolve(self, channel: Channel, fact: Fact) -> list[Fact]:
        row = Payment.objects.select_related("channel").filter(channel=channel, number=fact.number).first()
        return self.look(row) if row else []

    def look(self, payment: Payment) -> list[Fact]:
        return self._look(_Account(payment.channel), payment)

    def _look(self, account: "_Account", payment: Payment) -> list[Fact]:
        if payment.provider_id.startswith("payment:"):
            return _facts(payment.number, account.ask("GET", f"/payments/{payment.provider_id[8:]}"))
        intent = payment.provider_id.removeprefix("intent:")
        order = account.ask("GET", f"{{organisation}}/checkout-intents/{intent}").get("order") or {}
        return [fact for each in order.get("payments") or [] for fact in _facts(payment.number, each)]

    def since(self, channel: Channel, moment: datetime) -> Iterator[Told]:
        """Payments on their way, and received ones of the last weeks: HelloAsso lists no events."""
        account = _Account(channel)
        recent = Q(state__in=["created", "pending"]) | Q(made_at__gte=moment)
        rows = (
            Payment.objects.select_related("channel").filter(recent, channel=channel).exclude(provider_id="")
        )
        for row in rows.order_by("pk").iterator():
            for fact in self._look(account, row):
                name = f"found:{row.number}:{fact.kind}:{fact.amount}"
                yield Told(name, "found", [fact], datetime.now(UTC))

    def check(self, channel: Channel) -> str:
        if not vault.has(channel, self.secrets) or not channel.settings.get("organisation"):
            raise Trouble(_("Enter both keys and the name of the organisation."))
        _Account(channel).ask("GET", "{organisation}/payments?pageSize=1")
        return _("HelloAsso answers, and takes the keys.")


def _facts(number: str, said: Mapping[str, Any]) -> list[Fact]:
    """State of one payment of theirs; a refund or dispute says that it was received, too."""
    state, day = str(said.get("state", "")), str(said.get("date", ""))[:10]
    name, amount = f"payment:{said.get('id')}", int(said.get("amount") or 0)
    if state in _FAILED:
        return [Fact(hooks.FAILED, number=number, on=day)]
    refunded = _refunded(said)
    if state not in _SETTLED | {"Refunded", "Contested"} and not refunded:
        return []
    found = [Fact(hooks.SETTLED, number=number, provider_id=name, amount=amount, on=day)]
    if refunded:
        found.append(Fact(hooks.REFUNDED, number=number, amount=refunded, on=_refund_day(said) or day))
    if state == "Contested" or said.get("cashOutState") == "Contested":
        found.append(Fact(hooks.DISPUTED, number=number, key=name, amount=amount, on=day))
    return found


def _refunded(said: Mapping[str, Any]) -> int:
    done = [
        each for each in said.get("refundOperations") or [] if each.get("status") not in {"ERROR", "Error"}
    ]
    told = sum(int(each.get("amount") or 0) for each in done)
    return told or (int(said.get("amount") or 0) if said.get("state") == "Refunded" else 0)


def _refund_day(said: Mapping[str, Any]) -> str:
    days = [
        str((each.get("meta") or {}).get("createdAt", ""))[:10] for each in said.get("refundOperations") or []
    ]
    return max(days, default="")


class _Account:
    """A token for one deed; errors in the words of the port."""

    def __init__(self, channel: Channel) -> None:
        keys = vault.keys(channel)
        self.organisation = str(channel.settings.get("organisation", ""))
        self.root = settings.HELLOASSO_URL
        if channel.test_mode:
            self.root = self.root.replace("//api.helloasso.com", "//api.helloasso-sandbox.com")
        answer = self._send(
            "POST", "/oauth2/token",
            data={
                "grant_type": "client_credentials", "client_id": keys.get("client_id", ""),
                "client_secret": keys.get("client_secret", ""),
            },
        )  # fmt: skip
        self.token = str(answer.get("access_token", ""))

    def ask(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        organisation = f"/organizations/{quote(self.organisation, safe='')}"
        whole = "/v5" + path.replace("{organisation}", organisation)
        return self._send(method, whole, json=body, headers={"Authorization": f"Bearer {self.token}"})

    def _send(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        try:
            answer = requests.request(
                method, self.root + path, timeout=_SECONDS, allow_redirects=False, **more
            )
            if answer.status_code in {401, 403}:
                raise Trouble(_("HelloAsso refuses the keys."))
            if answer.status_code == 409:
                raise Declined(_("HelloAsso refuses it for this payment."))
            answer.raise_for_status()
            found = answer.json()
        except (requests.RequestException, ValueError):
            raise Trouble(_("HelloAsso can’t be reached.")) from None
        if not isinstance(found, dict):
            raise Trouble(_("HelloAsso can’t be reached."))
        return found
