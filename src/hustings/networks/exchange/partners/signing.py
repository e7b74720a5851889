"""Signatures between two installations: Ed25519 over who it is for, when it was said, and every byte of it.

Each partnership has a key pair of its own, so a key that leaks opens one door, and ending it closes it.
"""

import datetime as dt
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.fernet import MultiFernet
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.utils import timezone

from hustings.foundation.lib.process.ciphers import cipher
from hustings.networks.exchange.models import Partner

CONTEXT = b"hustings exchange 1\n"  # so that no other signature of the key is one of these
KEY, AT, SIGNATURE = "Exchange-Key", "Exchange-Timestamp", "Exchange-Signature"
DRIFT = dt.timedelta(minutes=10)
HEX = 64  # digits of a public key


def fresh() -> tuple[str, str]:
    """A public key in hexadecimal digits, and its private one encrypted."""
    made = Ed25519PrivateKey.generate()
    return made.public_key().public_bytes_raw().hex(), _cipher().encrypt(made.private_bytes_raw()).decode()


def is_key(text: str) -> bool:
    """Whether it is a public key as ``fresh`` writes it."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(text))
    except ValueError:
        return False
    return len(text) == HEX and text == text.lower()


def headers(partner: Partner, body: bytes) -> dict[str, str]:
    """Proof that we say this to this partner now. InvalidToken where the secret key is lost."""
    key = Ed25519PrivateKey.from_private_bytes(_cipher().decrypt(partner.sealed_key.encode()))
    at = str(int(timezone.now().timestamp()))
    signature = key.sign(_said(partner.their_key, at, body)).hex()
    return {KEY: partner.our_key, AT: at, SIGNATURE: signature}


def partner_of(headers: Mapping[str, str], body: bytes) -> Partner | None:
    """The partner that said it to us just now; None where nobody proves it."""
    key, at, signature = (headers.get(name, "") for name in (KEY, AT, SIGNATURE))
    partner = Partner.objects.live().filter(their_key=key).first() if len(key) == HEX else None
    if partner is None or not (at.isascii() and at.isdecimal() and len(at) < 12):
        return None
    if abs(timezone.now().timestamp() - int(at)) > DRIFT.total_seconds():
        return None
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), _said(partner.our_key, at, body))
    except (InvalidSignature, ValueError):
        return None
    return partner


def _said(to: str, at: str, body: bytes) -> bytes:
    return CONTEXT + f"{to}\n{at}\n".encode() + body


def _cipher() -> MultiFernet:
    return cipher("exchange partners")
