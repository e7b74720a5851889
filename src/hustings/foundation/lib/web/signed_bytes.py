"""Signatures of a few bytes in links and addresses, made by the million: one keyed BLAKE2 (RFC 7693) each."""

import base64
import binascii
import hmac
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from django.conf import settings
from django.utils.crypto import salted_hmac


@lru_cache
def _key(use: str, secret: str) -> bytes:
    return salted_hmac("hustings.signed-bytes", use, secret=secret, algorithm="sha256").digest()


@dataclass(frozen=True, slots=True)
class Signer:
    """Each ``use`` has a key of its own; ``length``: bytes of a signature."""

    use: str
    length: int

    def sign(self, named: bytes, secret: str = "") -> bytes:
        key = _key(self.use, secret or settings.SECRET_KEY)
        return blake2b(named, key=key, digest_size=self.length).digest()

    def is_signed(self, named: bytes, signature: bytes) -> bool:
        """Whether it was signed with the secret key or an older one."""
        secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        return any(hmac.compare_digest(self.sign(named, secret), signature) for secret in secrets)

    def token(self, named: bytes) -> str:
        """The bytes and their signature, as a URL may hold them."""
        return _written(named + self.sign(named))

    def read(self, token: str) -> bytes | None:
        """The bytes of a token; None where it is none of ours."""
        try:
            raw = base64.b64decode(token.encode("ascii") + b"=" * (-len(token) % 4), b"-_", validate=True)
        except (binascii.Error, UnicodeEncodeError):
            return None
        named, signature = raw[: -self.length], raw[-self.length :]
        return named if self.is_signed(named, signature) and _written(raw) == token else None


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
