"""Signed names of deliveries, for the links in letters. Made by the million: one HMAC each."""

import base64
import binascii
import hmac
from functools import lru_cache

from django.conf import settings
from django.utils.crypto import salted_hmac

TEST = 0  # stands for no delivery: the link in a test letter


@lru_cache
def _key(secret: str) -> bytes:
    return salted_hmac(
        "hustings.outreach.emails.delivery_tokens", "unsubscribe", secret=secret, algorithm="sha256"
    ).digest()


def make(delivery: int) -> str:
    """The token of a delivery: 31 characters that fit into a URL."""
    return _token(delivery, settings.SECRET_KEY)


def read(token: str) -> int | None:
    """The delivery's number, None where the token is not one of ours."""
    try:
        raw = base64.b64decode(token.encode() + b"=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError, ValueError):
        return None
    delivery = int.from_bytes(raw[:7])
    for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        if hmac.compare_digest(_token(delivery, secret), token):
            return delivery
    return None


def _token(delivery: int, secret: str) -> str:
    number = delivery.to_bytes(7)
    mac = hmac.digest(_key(secret), number, "sha256")[:16]
    return base64.urlsafe_b64encode(number + mac).decode().rstrip("=")
