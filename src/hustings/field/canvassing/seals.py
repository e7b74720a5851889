"""Answers from doors, sealed on the phone for the campaign alone: whoever finds the phone reads nothing.

A phone makes a pair of keys for each talk (P-256), derives a key with the list's public one (ECDH, HKDF with
SHA-256) and encrypts (AES-GCM, bound to the door). ``canvassing/seals.js`` does it; only this opens it.
"""

import base64
import json
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hustings.foundation.lib.process.ciphers import InvalidToken, cipher
from hustings.foundation.lib.text import jsons

LONGEST = 12_000  # characters of a sealed text
_USE, _INFO = "canvassing", b"hustings door 1"
_NONCE, _POINT = 12, 65  # bytes
_CURVE = ec.SECP256R1()


class Broken(ValueError):
    """Nothing that this list's key opens."""


def make() -> tuple[bytes, bytes]:
    """A new pair for a list: the public half as a point, the private one encrypted."""
    private = ec.generate_private_key(_CURVE)
    plain = private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return _point(private.public_key()), cipher(_USE).encrypt(plain)


def seal(public: bytes, door: str, said: Any) -> str:
    """Seal as a phone does."""
    own = ec.generate_private_key(_CURVE)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, public)
    point = _point(own.public_key())
    text = AESGCM(_key(own, theirs)).encrypt(bytes(_NONCE), json.dumps(said).encode(), door.encode())
    return base64.b64encode(point + text).decode()


def opened(sealed: bytes, door: str, text: str) -> dict[str, Any]:
    """Things said at a door. Raises Broken."""
    try:
        raw = base64.b64decode(text, validate=True)
        plain = cipher(_USE).decrypt(sealed)
        own: Any = serialization.load_der_private_key(plain, None)
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, raw[:_POINT])
        said = jsons.read(AESGCM(_key(own, theirs)).decrypt(bytes(_NONCE), raw[_POINT:], door.encode()))
    except (ValueError, InvalidTag, InvalidToken) as error:
        raise Broken from error
    if not isinstance(said, dict):
        raise Broken
    return said


def _point(public: ec.EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def _key(own: ec.EllipticCurvePrivateKey, theirs: ec.EllipticCurvePublicKey) -> bytes:
    """One for each talk, so that the nonce may be the same."""
    shared = own.exchange(ec.ECDH(), theirs)
    return HKDF(hashes.SHA256(), 32, salt=None, info=_INFO).derive(shared)
