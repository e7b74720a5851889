"""Signatures as Standard Webhooks (standardwebhooks.com) has them, and the secrets behind them."""

import hmac
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256

from django.utils import timezone

from hustings.foundation.lib.process.ciphers import cipher
from hustings.foundation.webhooks.models import Endpoint

PREFIX = "whsec_"
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
