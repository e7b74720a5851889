"""Reports of mail providers by HTTP, read by django-anymail.

Each is verified by the provider's signature, else by a password in the address.
"""

import hashlib
import importlib
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.urls import reverse

from hustings.foundation.lib.web import query_params
from hustings.outreach.bounces import classification
from hustings.outreach.bounces.reports import Kind, Report
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.transports import providers

# How anymail calls the key by which each of these signs. The others are known by ``user:password``.
SIGNING = {
    "mailersend": "signing_secret",
    "mailgun": "webhook_signing_key",
    "mailtrap": "tracking_secret",
    "mandrill": "webhook_key",
    "postal": "webhook_key",
    "sendgrid": "tracking_webhook_verification_key",
}
_CLASSES = {
    "brevo": "BrevoTracking", "mailersend": "MailerSendTracking", "mailgun": "MailgunTracking",
    "mailjet": "MailjetTracking", "mailtrap": "MailtrapTracking", "mandrill": "MandrillCombined",
    "postal": "PostalTracking", "postmark": "PostmarkTracking", "resend": "ResendTracking",
    "sendgrid": "SendGridTracking", "sparkpost": "SparkPostTracking",
}  # fmt: skip
KINDS = frozenset(_CLASSES)
_TOLD = {
    "delivered": Kind.DELIVERED,
    "bounced": Kind.BOUNCE,
    "rejected": Kind.BOUNCE,
    "complained": Kind.COMPLAINT,
    "unsubscribed": Kind.LEAVE,
}
# What the provider says in a word, where neither it nor the server gives a code.
_STATUS = {"invalid": "5.1.1", "timed_out": "4.4.7", "blocked": "5.7.1", "spam": "5.7.1"}
_HARD, _SOFT = "5.1.0", "4.0.0"


class Unverified(Exception):
    """It may be from anybody."""


class Garbage(Exception):
    """It is not what the provider sends."""


def kind() -> str:
    """The provider whose reports are listened to; empty where there is none, or nothing to verify them by."""
    if not settings.MAIL_PROVIDER or not settings.MAIL_WEBHOOK_SECRET:
        return ""
    name = providers.kind_of(settings.MAIL_PROVIDER)
    return name if name in _CLASSES else ""


def address(name: str) -> str:
    """Where the provider posts to."""
    return settings.BASE_URL.rstrip("/") + reverse("provider_webhook", args=[name])


def read(request: HttpRequest) -> list[Report]:
    """The reports of a request that is verified; Unverified, or Garbage."""
    name = kind()
    try:
        view = _view(name)
        view.run_validators(request)
    except (SuspiciousOperation, AttributeError, LookupError, TypeError, ValueError) as error:
        raise Unverified(type(error).__name__) from error
    try:
        events = [event for event in view.parse_events(request) if event.event_type in _TOLD]
        named = {str(event.message_id): event for event in events if event.message_id}
        found = Delivery.objects.filter(provider_id__in=named).values_list("provider_id", "pk")
        by_name = {str(called): pk for called, pk in found}
        return [_report(name, event, by_name) for event in events]
    except (AttributeError, AssertionError, LookupError, TypeError, ValueError, OverflowError) as error:
        raise Garbage from error


def _view(name: str) -> Any:
    module = importlib.import_module(f"anymail.webhooks.{name}")
    options = {SIGNING.get(name, "webhook_secret"): settings.MAIL_WEBHOOK_SECRET}
    if name == "mandrill":  # it signs the address, too
        options["webhook_url"] = address(name)
    return getattr(module, f"{_CLASSES[name]}WebhookView")(**options)


def _report(name: str, event: Any, by_name: dict[str, int]) -> Report:
    what = _TOLD[event.event_type]
    said = str(event.mta_response or event.description or "")
    return Report(
        what,
        key=_key(name, event),
        delivery=by_name.get(str(event.message_id)) or _told(event),
        recipient=str(event.recipient or ""),
        status=_status(event) if what == Kind.BOUNCE and not classification.status_in(said) else "",
        said=said,
        by=name,
        at=event.timestamp,
    )


def _told(event: Any) -> int | None:
    """The delivery as we named it to the provider: of letters whose answer was lost we know no other name."""
    return query_params.key(str((event.metadata or {}).get(providers.METADATA, "")))


def _status(event: Any) -> str:
    if event.reject_reason in _STATUS:
        return _STATUS[event.reject_reason]
    told = event.esp_event if isinstance(event.esp_event, dict) else {}
    words = " ".join(str(value) for value in told.values() if isinstance(value, str)).lower()
    is_soft = any(word in words for word in ("softbounce", "soft_bounce", "temporary", "transient"))
    return _SOFT if is_soft or event.event_type != "bounced" else _HARD


def _key(name: str, event: Any) -> str:
    parts: Iterable[Any] = (event.event_type, event.message_id, event.recipient, event.timestamp)
    known = [name, str(event.event_id)] if event.event_id else [name, *map(str, parts)]
    return hashlib.sha256("\n".join(known).encode("utf-8", "replace")).hexdigest()[:32]
