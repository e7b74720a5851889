"""HelloAsso, by hand: a token, a checkout, what came of it, a refund. Its notifications are only hints."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import requests
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from hustings.money.payments import hooks, vault
from hustings.money.payments.models import Channel, Mandate, Payment
from hustings.money.payments.providers.port import (
    LOOK,
    PAYOUT,
    Declined,
    Fact,
    Line,
    Told,
    Trouble,
    Unverified,
    Way,
)

_HELD = timedelta(minutes=30)  # their page lives for 15
_SECONDS = 20
_UNTIL_PAID_OUT = timedelta(days=60)
_PAGES = 200
_NOT_SENT = {"ERROR", "INTERNALERROR", "REFUSED", "ABORTED", "CANCELED"}
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

    def refund(self, payment: Payment, amount: int, key: str) -> str:
        """Refunds know no idempotency key: one that is there already is not asked for again."""
        account = _Account(payment.channel)
        path = f"/payments/{payment.provider_id.removeprefix('payment:')}"
        told = _refunds(account.ask("GET", path))
        known = set(payment.refunds.values_list("provider_id", flat=True))
        known |= {each.key for each in told if each.kind == hooks.REFUND_FAILED}
        for each in told:
            if each.key not in known and each.amount == amount:
                return each.key
        made = account.ask("POST", f"{path}/refund?amount={amount}&sendRefundMail=false&cancelOrder=false")
        return f"refund:{made.get('id')}"

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
        if fact.key:
            return [_cash_out(channel, fact, _Account(channel))]
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
        """Payments on their way, received ones of the last weeks, and payouts: HelloAsso lists no events."""
        account = _Account(channel)
        recent = Q(state__in=["created", "pending"]) | Q(made_at__gte=moment)
        rows = (
            Payment.objects.select_related("channel").filter(recent, channel=channel).exclude(provider_id="")
        )
        for row in rows.order_by("pk").iterator():
            for fact in self._look(account, row):
                name = f"found:{row.number}:{fact.kind}:{fact.key}:{fact.amount}"
                yield Told(name[:120], "found", [fact], datetime.now(UTC))
        for fact in _cash_outs(account, min(moment, datetime.now(UTC) - _UNTIL_PAID_OUT)):
            yield Told(f"payout:{fact.key}", "found", [fact], datetime.now(UTC))

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
    refunds = _refunds(said)
    if state not in _SETTLED | {"Refunded", "Contested"} and not refunds:
        return []
    found = [Fact(hooks.SETTLED, number=number, provider_id=name, amount=amount, on=day)]
    found += [replace(each, number=number, on=each.on or day) for each in refunds]
    if state == "Contested" or said.get("cashOutState") == "Contested":
        found.append(Fact(hooks.DISPUTED, number=number, key=name, amount=amount, on=day))
    return found


def _refunds(said: Mapping[str, Any]) -> list[Fact]:
    """Each refund under its number; one that failed sent nothing."""
    found = []
    for each in said.get("refundOperations") or []:
        day = str((each.get("meta") or {}).get("createdAt", ""))[:10]
        sent = Fact(hooks.REFUNDED, key=f"refund:{each['id']}", amount=int(each.get("amount") or 0), on=day)
        found.append(sent)
        if str(each.get("status")).upper() in _NOT_SENT:
            found.append(replace(sent, kind=hooks.REFUND_FAILED))
    if said.get("state") == "Refunded" and not found:
        whole = int(said.get("amount") or 0)
        found.append(Fact(hooks.REFUNDED, key=f"refund-of:{said.get('id')}", amount=whole))
    return found


def _cash_outs(account: "_Account", since: datetime) -> list[Fact]:
    """Payouts that the payments since a day name, as hints."""
    found: dict[str, Fact] = {}
    path = f"{{organisation}}/payments?pageSize=100&from={quote(since.isoformat())}"
    more = ""
    for _page in range(_PAGES):
        said = account.ask("GET", path + more)
        rows = said.get("data") or []
        for row in rows:
            if row.get("idCashOut") and row.get("cashOutState") == "CashedOut":
                day = str(row.get("cashOutDate") or "")[:10]
                found[str(row["idCashOut"])] = Fact(LOOK, key=str(row["idCashOut"]), on=day)
        token = (said.get("pagination") or {}).get("continuationToken")
        if not token or not rows:
            break
        more = f"&continuationToken={quote(str(token), safe='')}"
    return list(found.values())


def _cash_out(channel: Channel, hint: Fact, account: "_Account") -> Fact:
    """A payout with the payments in it. No fee is taken; what is none of ours is a difference."""
    rows = account.ask_all(f"{{organisation}}/cash-out/{hint.key}/export")
    sums: dict[str, int] = {}
    for row in rows:
        moved = round(100 * ((row.get("credit") or 0) - (row.get("debit") or 0)))
        name = f"payment:{row.get('paymentId')}"
        sums[name] = sums.get(name, 0) + moved
    ours = Payment.objects.filter(channel=channel, provider_id__in=sums).values_list("provider_id", flat=True)
    days = [str(row.get("cashOutDate") or "")[:10] for row in rows]
    return Fact(
        PAYOUT, key=hint.key, on=hint.on or max(days, default=""), amount=sum(sums.values()),
        gross=sum(sums[name] for name in ours), items=[[name, 0] for name in ours],
    )  # fmt: skip


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
        self.token = str(answer.get("access_token", "")) if isinstance(answer, dict) else ""

    def ask(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        """An object of theirs."""
        found = self._ask(method, path, body)
        if not isinstance(found, dict):
            raise Trouble(_("HelloAsso can’t be reached."))
        return found

    def ask_all(self, path: str) -> list[dict[str, Any]]:
        """A list of theirs."""
        found = self._ask("GET", path)
        if not isinstance(found, list):
            raise Trouble(_("HelloAsso can’t be reached."))
        return found

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        organisation = f"/organizations/{quote(self.organisation, safe='')}"
        whole = "/v5" + path.replace("{organisation}", organisation)
        headers = {"Authorization": f"Bearer {self.token}", "Accept": "application/json"}
        return self._send(method, whole, json=body, headers=headers)

    def _send(self, method: str, path: str, **more: Any) -> Any:
        try:
            answer = requests.request(
                method, self.root + path, timeout=_SECONDS, allow_redirects=False, **more
            )
            if answer.status_code in {401, 403}:
                raise Trouble(_("HelloAsso refuses the keys."))
            if answer.status_code == 409:
                raise Declined(_("HelloAsso refuses it for this payment."))
            answer.raise_for_status()
            return answer.json()
        except (requests.RequestException, ValueError):
            raise Trouble(_("HelloAsso can’t be reached.")) from None
