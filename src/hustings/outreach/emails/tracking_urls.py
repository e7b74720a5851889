"""Short addresses in letters: ``/m/c/3/<token>`` for the third link, ``/m/o/<token>`` for the picture.

The token names mailing and delivery, made by us once a letter; the link follows in the clear.
"""

import base64
import binascii
import hmac
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.crypto import salted_hmac

LENGTH = 28
_MAILING, _DELIVERY, _MAC = 4, 7, 10  # bytes: 21 in all, which base64 writes without padding
_VERSION = 53  # the bit of the delivery's seven bytes at which the version begins


@dataclass(frozen=True, slots=True)
class Named:
    """What a token names; ``delivery`` is 0 where links are the same for all, ``version`` but in a test."""

    mailing: int
    delivery: int
    version: int = 0


@lru_cache
def _key(secret: str) -> bytes:
    return salted_hmac("hustings.outreach.tracking", "touch", secret=secret, algorithm="sha256").digest()


def make(mailing: int, delivery: int = 0, version: int = 0) -> str:
    """The token of a letter, of all letters of a mailing, or of all of a version."""
    which = delivery | version << _VERSION
    return _token(mailing.to_bytes(_MAILING) + which.to_bytes(_DELIVERY), settings.SECRET_KEY)


def read(token: str) -> Named | None:
    """What it names; None where it is none of ours."""
    if len(token) != LENGTH:
        return None
    try:
        raw = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return None
    named = raw[: _MAILING + _DELIVERY]
    for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        if hmac.compare_digest(_token(named, secret), token):
            which = int.from_bytes(named[_MAILING:])
            return Named(int.from_bytes(named[:_MAILING]), which & (1 << _VERSION) - 1, which >> _VERSION)
    return None


def _token(named: bytes, secret: str) -> str:
    mac = hmac.digest(_key(secret), named, "sha256")[:_MAC]
    return base64.urlsafe_b64encode(named + mac).decode()


def link(number: int, token: str) -> str:
    return f"{settings.TRACKING_URL}/m/c/{number}/{token}"


def picture(token: str) -> str:
    return f"{settings.TRACKING_URL}/m/o/{token}"
