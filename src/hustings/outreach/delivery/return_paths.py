"""Envelope senders of each letter (VERP), signed: ``bounces+<name>@…`` or ``<name>@bounces.…``.

The name holds the delivery's number and its signature, hexadecimal since its case may change.
"""

import re
from collections.abc import Iterable, Iterator

from django.conf import settings

from hustings.foundation.lib.web.signed_bytes import Signer

LENGTH = 28
LONGEST_LOCAL = 64 - LENGTH - 1  # of a mailbox that shares its local part with the name (RFC 5321, 4.5.3.1.1)
_NUMBER = 5  # bytes
_SIGNER = Signer("return path", 9)
_NAME = re.compile(rf"(?<![a-z0-9])([0-9a-f]{{{LENGTH}}})@", re.IGNORECASE)
OTHERS = 1 << 39  # numbers from here on are letters of other apps, see ``elsewhere``
_MOST = 20  # names that are looked at in one text


def name(delivery: int) -> str:
    """The name of a delivery: 28 digits and letters a to f."""
    number = delivery.to_bytes(_NUMBER)
    return (number + _SIGNER.sign(number)).hex()


def read(text: str) -> int | None:
    """The delivery of a name; None where it is none of ours."""
    try:
        raw = bytes.fromhex(text)
    except ValueError:
        return None
    number = raw[:_NUMBER]
    is_ours = raw.hex() == text.lower() and _SIGNER.is_signed(number, raw[_NUMBER:])
    return int.from_bytes(number) if is_ours else None


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
