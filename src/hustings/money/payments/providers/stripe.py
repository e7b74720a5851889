"""Stripe, by its own client: the payer pays on Stripe's page; signed webhooks tell what came of it."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import stripe
from django.conf import settings
from django.utils.translation import gettext as _

from hustings.money.payments import vault
from hustings.money.payments.models import Channel, Mandate, Payment
from hustings.money.payments.providers.port import Declined, Fact, Line, Told, Trouble, Unverified, Way
from hustings.money.payments.providers.stripe_events import (
    KINDS,
    facts_of,
    payout_fact,
    refund_facts,
    session_facts,
)

_HELD = timedelta(minutes=40)
_SESSION = timedelta(minutes=35)  # Stripe takes no less than 30
_CHARGED = timedelta(days=7)
_SECONDS = 20
_OLDEST = 300  # seconds since a webhook was signed, as Stripe advises


class Stripe:
    """Cards by Stripe Checkout; monthly ones by a card that Stripe keeps."""

    secrets: tuple[str, ...] = ("secret_key", "webhook_secret")
    settings: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    is_online = can_monthly = has_webhook = True

    def begin(self, payment: Payment, payer: Mapping[str, Any]) -> Way:
        about = {"number": payment.number}
        intent: dict[str, Any] = {"metadata": about, "description": payment.label}
        params: dict[str, Any] = {
            "mode": "payment", "success_url": payment.back, "cancel_url": payment.back,
            "client_reference_id": payment.number, "metadata": about, "payment_intent_data": intent,
            "locale": payment.language[:2] or "auto", "submit_type": "donate",
            "expires_at": int((payment.made_at + _SESSION).timestamp()),
            "line_items": [{"quantity": 1, "price_data": {
                "currency": payment.currency.lower(), "unit_amount": payment.amount,
                "product_data": {"name": payment.label},
            }}],
        }  # fmt: skip
        if payment.email:
            params["customer_email"] = payment.email
        if payment.is_monthly:
            intent["setup_future_usage"], params["customer_creation"] = "off_session", "always"
        with _asking(payment.channel) as client:
            made = client.v1.checkout.sessions.create(
                params,  # type: ignore[arg-type]
                {"idempotency_key": payment.number},
            )
        return Way(provider_id=made.id, url=made.url or "", held_for=_HELD)

    def instructions(self, payment: Payment) -> list[Line]:
        return []

    def cancel(self, payment: Payment) -> None:
        if payment.provider_id.startswith("cs_"):
            with _asking(payment.channel) as client:
                client.v1.checkout.sessions.expire(payment.provider_id)

    def charge(self, payment: Payment, mandate: Mandate) -> Way:
        params: dict[str, Any] = {
            "amount": payment.amount, "currency": payment.currency.lower(), "customer": mandate.customer_id,
            "payment_method": mandate.method_id, "off_session": True, "confirm": True,
            "description": payment.label, "metadata": {"number": payment.number, "off_session": "1"},
        }  # fmt: skip
        with _asking(payment.channel) as client:
            made = client.v1.payment_intents.create(
                params,  # type: ignore[arg-type]
                {"idempotency_key": payment.number},
            )
        return Way(provider_id=made.id, held_for=_CHARGED)

    def refund(self, payment: Payment, amount: int, key: str) -> str:
        with _asking(payment.channel) as client:
            made = client.v1.refunds.create(
                {"payment_intent": payment.provider_id, "amount": amount}, {"idempotency_key": key}
            )
        return made.id

    def read(self, channel: Channel, body: bytes, headers: Mapping[str, str]) -> list[Told]:
        secret = vault.keys(channel).get("webhook_secret", "")
        try:
            stripe.WebhookSignature.verify_header(body, headers.get("Stripe-Signature"), secret, _OLDEST)
        except stripe.SignatureVerificationError as error:
            raise Unverified from error
        return [_told(json.loads(body))]

    def resolve(self, channel: Channel, fact: Fact) -> list[Fact]:
        """A payout with all that is in it, or all refunds of a payment."""
        with _asking(channel) as client:
            if fact.provider_id:
                found = client.v1.refunds.list({"payment_intent": fact.provider_id, "limit": 100})
                return [one for each in found.auto_paging_iter() for one in refund_facts(each.to_dict())]
            rows = client.v1.balance_transactions.list(
                {"payout": fact.key, "limit": 100, "expand": ["data.source"]}
            )
            return [payout_fact(fact, [row.to_dict() for row in rows.auto_paging_iter()])]

    def look(self, payment: Payment) -> list[Fact]:
        if not payment.provider_id.startswith("cs_"):
            return []
        with _asking(payment.channel) as client:
            found = client.v1.checkout.sessions.retrieve(payment.provider_id)
            return session_facts(found.to_dict(), datetime.now(UTC).date().isoformat())

    def since(self, channel: Channel, moment: datetime) -> Iterator[Told]:
        params: dict[str, Any] = {
            "created": {"gte": int(moment.timestamp())}, "types": sorted(KINDS), "limit": 100,
        }  # fmt: skip
        with _asking(channel) as client:
            for event in client.v1.events.list(params).auto_paging_iter():  # type: ignore[arg-type]
                yield _told(event.to_dict())

    def check(self, channel: Channel) -> str:
        if not vault.has(channel, self.secrets):
            raise Trouble(_("Enter both keys."))
        with _asking(channel) as client:
            found = client.v1.balance.retrieve()
        if found.livemode == channel.test_mode:
            raise Trouble(_("This key is for test mode and the channel is not, or the other way round."))
        return _("Stripe answers, and takes the key.")


def _told(event: dict[str, Any]) -> Told:
    return Told(
        event["id"], event["type"], facts_of(event), datetime.fromtimestamp(event.get("created") or 0, UTC)
    )


@contextmanager
def _asking(channel: Channel) -> Iterator[stripe.StripeClient]:
    """A client for one deed; its errors in the words of the port, without any key in them."""
    key = vault.keys(channel).get("secret_key", "")
    if not key:
        raise Trouble(_("Enter both keys."))
    client = stripe.StripeClient(
        key, max_network_retries=1, http_client=stripe.RequestsClient(timeout=_SECONDS),
        base_addresses={"api": settings.STRIPE_URL},
    )  # fmt: skip
    try:
        yield client
    except stripe.CardError as error:
        raise Declined(error.user_message or error.code or "") from None
    except (stripe.AuthenticationError, stripe.PermissionError):
        raise Trouble(_("Stripe refuses the key.")) from None
    except stripe.APIConnectionError:
        raise Trouble(_("Stripe can’t be reached.")) from None
    except stripe.StripeError as error:
        raise Trouble(f"Stripe: {error.user_message or error.code or type(error).__name__}") from None
