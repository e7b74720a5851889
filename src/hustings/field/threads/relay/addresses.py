"""Addresses by which members answer by mail: ``bounces+r<name>@…`` or ``r<name>@bounces.…``.

The name holds the relay's number and its signature, hexadecimal since its case may change; nothing of whom
it belongs to. They share the mailbox of bounces, whose names have no letter before them.
"""

import re
from collections.abc import Iterable

from django.conf import settings

from hustings.foundation.lib.web.signed_bytes import Signer

_NUMBER, _SIGNATURE = 5, 8  # bytes
_LENGTH = 2 * (_NUMBER + _SIGNATURE)
_SIGNER = Signer("thread relay", _SIGNATURE)
_NAME = re.compile(rf"(?<![a-z0-9])r([0-9a-f]{{{_LENGTH}}})@", re.IGNORECASE)
_MOST = 20  # names that are looked at


def name(relay: int) -> str:
    number = relay.to_bytes(_NUMBER)
    return f"r{(number + _SIGNER.sign(number)).hex()}"


def address(relay: int) -> str:
    """The whole address; empty where the campaign takes no mail."""
    local, domain = settings.BOUNCE_LOCAL, settings.BOUNCE_DOMAIN
    if not domain or settings.MAIL_PROVIDER:
        return ""
    return f"{local}+{name(relay)}@{domain}" if local else f"{name(relay)}@{domain}"


def found_in(texts: Iterable[str]) -> int | None:
    """The first relay that one of these texts names by a signature of ours."""
    names = [match for text in texts for match in _NAME.findall(text)]
    return next((relay for each in names[:_MOST] if (relay := _read(each)) is not None), None)


def _read(text: str) -> int | None:
    raw = bytes.fromhex(text)
    number = raw[:_NUMBER]
    return int.from_bytes(number) if _SIGNER.is_signed(number, raw[_NUMBER:]) else None
