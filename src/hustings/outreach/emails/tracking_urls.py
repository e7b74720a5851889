"""Short addresses in letters: ``/m/c/3/<token>`` for the third link, ``/m/o/<token>`` for the picture.

The token names mailing and delivery, made by us once a letter; the link follows in the clear.
"""

from dataclasses import dataclass

from django.conf import settings

from hustings.foundation.lib.web.signed_bytes import Signer

_MAILING, _DELIVERY = 4, 7  # bytes
_SIGNER = Signer("tracking", 10)
_VERSION = 53  # the bit of the delivery's seven bytes at which the version begins


@dataclass(frozen=True, slots=True)
class Named:
    """What a token names; ``delivery`` is 0 where links are the same for all, ``version`` but in a test."""

    mailing: int
    delivery: int
    version: int = 0


def make(mailing: int, delivery: int = 0, version: int = 0) -> str:
    """The token of a letter, of all letters of a mailing, or of all of a version."""
    which = delivery | version << _VERSION
    return _SIGNER.token(mailing.to_bytes(_MAILING) + which.to_bytes(_DELIVERY))


def read(token: str) -> Named | None:
    """What it names; None where it is none of ours."""
    named = _SIGNER.read(token)
    if named is None:
        return None
    which = int.from_bytes(named[_MAILING:])
    return Named(int.from_bytes(named[:_MAILING]), which & (1 << _VERSION) - 1, which >> _VERSION)


def link(number: int, token: str) -> str:
    return f"{settings.TRACKING_URL}/m/c/{number}/{token}"


def picture(token: str) -> str:
    return f"{settings.TRACKING_URL}/m/o/{token}"
