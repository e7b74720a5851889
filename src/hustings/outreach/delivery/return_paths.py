"""Envelope senders of each letter (VERP), signed: ``bounces+<name>@…`` or ``<name>@bounces.…``.

The name holds the delivery's number and a keyed BLAKE2 (RFC 7693), hexadecimal since its case may change.
"""

import hmac
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b

from django.conf import settings
from django.utils.crypto import salted_hmac

LENGTH = 28
LONGEST_LOCAL = 64 - LENGTH - 1  # of a mailbox that shares its local part with the name (RFC 5321, 4.5.3.1.1)
_NUMBER, _MAC = 5, 9  # bytes
_NAME = re.compile(rf"(?<![a-z0-9])([0-9a-f]{{{LENGTH}}})@", re.IGNORECASE)
OTHERS = 1 << 39  # numbers from here on are letters of other apps, see ``elsewhere``
_MOST = 20  # names that are looked at in one text


@lru_cache
def _key(secret: str) -> bytes:
    return salted_hmac("hustings.outreach.bounces", "bounce", secret=secret, algorithm="sha256").digest()


def name(delivery: int) -> str:
    """The name of a delivery: 28 digits and letters a to f."""
    return _name(delivery.to_bytes(_NUMBER), settings.SECRET_KEY)


def _name(number: bytes, secret: str) -> str:
    return (number + blake2b(number, key=_key(secret), digest_size=_MAC).digest()).hex()


def read(text: str) -> int | None:
    """The delivery of a name; None where it is none of ours."""
    try:
        number = bytes.fromhex(text)[:_NUMBER]
    except ValueError:
        return None
    for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        if hmac.compare_digest(_name(number, secret).encode(), text.lower().encode()):
            return int.from_bytes(number)
    return None


def sender_of(delivery: int, otherwise: str) -> str:
    """The envelope sender of a letter; ``otherwise`` where no address for bounces is set."""
    local, domain = settings.BOUNCE_LOCAL, settings.BOUNCE_DOMAIN
    if not domain:
        return otherwise
    return f"{local}+{name(delivery)}@{domain}" if local else f"{name(delivery)}@{domain}"


def found_in(texts: Iterable[str]) -> int | None:
    """The first delivery that one of these texts names, also wrapped (``SRS0=…=bounces+name@…``)."""
    return next((delivery for text in texts for delivery in _all_in(text)), None)


def _all_in(text: str) -> Iterator[int]:
    for at, match in enumerate(_NAME.finditer(text)):
        if at >= _MOST:
            return
        if (delivery := read(match[1])) is not None:
            yield delivery
