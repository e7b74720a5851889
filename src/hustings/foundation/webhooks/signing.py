"""Signatures as Standard Webhooks (standardwebhooks.com) has them, and the secrets behind them."""

import hmac
import secrets
import time
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from datetime import timedelta
from hashlib import sha256

from django.utils import timezone

from hustings.foundation.lib.process.ciphers import cipher
from hustings.foundation.webhooks.models import Endpoint

PREFIX = "whsec_"
FRESH = 300  # seconds that a signed request counts
BOTH = timedelta(days=1)  # an old secret signs beside the new one


def fresh() -> str:
    return PREFIX + b64encode(secrets.token_bytes(32)).decode()


def sealed(secret: str) -> str:
    return cipher("webhooks").encrypt(secret.encode()).decode()


def secrets_of(endpoint: Endpoint) -> list[str]:
    """Those that sign now. InvalidToken where they were encrypted by a secret key that is lost."""
    kept = [endpoint.secret]
    if endpoint.old_secret and endpoint.old_until and endpoint.old_until > timezone.now():
        kept.append(endpoint.old_secret)
    return [cipher("webhooks").decrypt(each.encode()).decode() for each in kept]


def headers(secrets: Iterable[str], webhook_id: str, at: int, body: bytes) -> dict[str, str]:
    """The three that say who wrote it and when; ``at``: seconds since 1970."""
    said = f"{webhook_id}.{at}.".encode() + body
    signatures = (
        b64encode(hmac.digest(b64decode(secret.removeprefix(PREFIX)), said, sha256)).decode()
        for secret in secrets
    )
    return {
        "webhook-id": webhook_id, "webhook-timestamp": str(at),
        "webhook-signature": " ".join(f"v1,{each}" for each in signatures),
    }  # fmt: skip


def holds(secret: str, said: Mapping[str, str], body: bytes) -> bool:
    """Whether ``secret`` signed what another tool sends us, just now. ``said``: its headers."""
    webhook_id, at = said.get("webhook-id", ""), said.get("webhook-timestamp", "")
    if not webhook_id or not at.isdecimal() or len(at) > 12 or abs(time.time() - int(at)) > FRESH:
        return False
    try:
        wanted = headers([secret], webhook_id, int(at), body)["webhook-signature"]
    except ValueError:  # no secret in base 64
        return False
    given = said.get("webhook-signature", "").split()
    return any(hmac.compare_digest(wanted.encode(), each.encode()) for each in given)
