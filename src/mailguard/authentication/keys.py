"""Public keys in the DNS (RFC 6376 3.6.1, RFC 8301, RFC 8463)."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from mailguard.authentication import tags
from mailguard.authentication.dns import Resolver

FEWEST_BITS, _MOST_BITS = 1024, 8192  # RFC 8301 3.2; above the second, checking would be slow
REVOKED = "the key was revoked"


class Unusable(Exception):
    """The signature can't be judged. ``result`` is one of permerror, temperror, policy, neutral."""

    def __init__(self, result: str, reason: str) -> None:
        super().__init__(reason)
        self.result = result


@dataclass(frozen=True, slots=True)
class Key:
    """A key record, and the key read from it. ``bits`` of RSA, 256 of Ed25519."""

    kind: str
    bits: int
    check: Callable[[bytes, bytes], None]  # signature and data; raises where they do not fit
    is_test: bool = False
    is_strict: bool = False  # t=s: i= must be in the very domain of d=

    def verifies(self, signature: bytes, data: bytes) -> bool:
        """Whether the signature over ``data`` is right."""
        from cryptography.exceptions import InvalidSignature

        try:
            self.check(signature, data)
        except InvalidSignature:
            return False
        return True


def name(selector: str, domain: str) -> str:
    """Where the key stands."""
    return f"{selector}._domainkey.{domain}"


def find(selector: str, domain: str, kind: str, resolver: Resolver) -> Key:
    """The key that made a signature of this kind ("rsa", "ed25519"), or Unusable."""
    answer = resolver.lookup(name(selector, domain), "TXT")
    if answer.status == "unknown":
        raise Unusable("temperror", "the key could not be looked up")
    if not answer.byte_values:
        raise Unusable("permerror", "there is no key")
    reason = Unusable("permerror", "there is no key")
    for text in answer.byte_values[:5]:
        found = read(text, kind)
        if isinstance(found, Key):
            return found
        reason = Unusable(*found)
    raise reason


@lru_cache(2_048)
def read(text: bytes, kind: str) -> Key | tuple[str, str]:
    """A record's key, or result and reason why it is of no use."""
    try:
        found = tags.read(text)
        data = tags.from_base64(found.get("p", "?"))
    except tags.BadTags as error:
        return "permerror", f"the key record is malformed: {error}"
    services = [each.strip() for each in found.get("s", "*").split(":")]
    hashes = [each.strip() for each in found.get("h", "sha256").split(":")]
    flags = [each.strip() for each in found.get("t", "").split(":")]
    if "v" in found and (found["v"] != "DKIM1" or next(iter(found)) != "v"):
        return "permerror", "the key record is of another version"
    if found.get("k", "rsa") != kind or "sha256" not in hashes or not {"*", "email"} & set(services):
        return "permerror", "the key is for something else"
    if not data:
        return "permerror", REVOKED
    try:
        bits, check = _load_ed25519(data) if kind == "ed25519" else _load_rsa(data)
    except Unusable as error:
        return error.result, str(error)
    return Key(kind, bits, check, "y" in flags, "s" in flags)


def _load_ed25519(data: bytes) -> tuple[int, Callable[[bytes, bytes], None]]:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(data)
    except ValueError as error:
        raise Unusable("permerror", "the key is malformed") from error
    return 256, lambda signature, text: key.verify(signature, hashlib.sha256(text).digest())  # RFC 8463 3


def _load_rsa(data: bytes) -> tuple[int, Callable[[bytes, bytes], None]]:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        key = load_der_public_key(data)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise Unusable("permerror", "the key is malformed") from error
    if not isinstance(key, RSAPublicKey):
        raise Unusable("permerror", "the key is of another kind")
    if not FEWEST_BITS <= key.key_size <= _MOST_BITS:
        raise Unusable("policy", f"a key of {key.key_size} bits is not accepted")
    padding, sha256 = PKCS1v15(), SHA256()
    return key.key_size, lambda signature, text: key.verify(signature, text, padding, sha256)
