"""DKIM (RFC 6376) by RSA and Ed25519 (RFC 8463), relaxed/simple: a simple body can be hashed once."""

import base64
import hashlib
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

if TYPE_CHECKING:
    from hashlib import _Hash

RSA, ED25519 = "rsa", "ed25519"
KINDS = (RSA, ED25519)
BITS = 2048  # RFC 8301, 3.2: some receivers can't read longer ones from the names system

# Signed where they are there, and once more than they are there, so that nobody can add another one
# (RFC 6376, 5.4.2). RFC 8058, 4 demands it of the two of unsubscribing.
_NO_MORE = (
    b"from",
    b"to",
    b"cc",
    b"subject",
    b"date",
    b"reply-to",
    b"message-id",
    b"mime-version",
    b"content-type",
    b"content-transfer-encoding",
    b"list-unsubscribe",
    b"list-unsubscribe-post",
)
_ALSO = (b"list-id", b"content-language", b"in-reply-to", b"references", b"sender")
SIGNED = frozenset([*_NO_MORE, *_ALSO])
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:(.*?)\r\n(?![ \t])", re.DOTALL)
_PKCS1, _SHA256 = padding.PKCS1v15(), Prehashed(hashes.SHA256())
_LINE = 74


@dataclass(frozen=True)
class Key:
    """A private key and the name that it goes by in the names system."""

    domain: str
    selector: str
    private: rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey

    @property
    def kind(self) -> str:
        """``rsa`` or ``ed25519``."""
        return RSA if isinstance(self.private, rsa.RSAPrivateKey) else ED25519

    @property
    def name(self) -> str:
        return f"{self.selector}._domainkey.{self.domain}"

    @property
    def record(self) -> str:
        public = self.private.public_key()
        if isinstance(public, ed25519.Ed25519PublicKey):  # RFC 8463, 4.2: the bare key
            data = public.public_bytes_raw()
        else:
            data = public.public_bytes(
                serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
            )
        return f"v=DKIM1; k={self.kind}; p={base64.b64encode(data).decode()}"

    def sign(self, digest: bytes) -> bytes:
        """The signature of a SHA-256 digest."""
        if isinstance(self.private, rsa.RSAPrivateKey):
            return self.private.sign(digest, _PKCS1, _SHA256)
        return self.private.sign(digest)


def make(domain: str, selector: str, kind: str) -> Key:
    """A new key."""
    if kind == RSA:
        return Key(domain, selector, rsa.generate_private_key(65537, BITS))
    return Key(domain, selector, ed25519.Ed25519PrivateKey.generate())


def to_pem(key: Key) -> bytes:
    return key.private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def from_pem(domain: str, selector: str, pem: bytes) -> Key:
    """The key in a file, or ValueError."""
    private = serialization.load_pem_private_key(pem, None)
    if isinstance(private, rsa.RSAPrivateKey) and private.key_size < 1024:
        raise ValueError("RSA keys of fewer than 1,024 bits prove nothing")  # RFC 8301, 3.2
    if not isinstance(private, rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey):
        raise ValueError("it is neither RSA nor Ed25519")
    return Key(domain, selector, private)


def relaxed(name: bytes, value: bytes) -> bytes:
    """A field as RFC 6376, 3.4.2 has it. No other white space than blanks, tabs and folds may be in it."""
    return b"%s:%s\r\n" % (name.lower(), b" ".join(value.split()))


class Signer:
    """Signs messages whose signed fields are ``names``, in that order, with each of ``keys``."""

    def __init__(self, keys: Sequence[Key], names: Iterable[bytes]) -> None:
        listed = [*(name.lower() for name in names), *_NO_MORE]
        self._makers = [_maker(key, _folded(b":", listed)) for key in keys]

    def fields(self, head: bytes, body_hash: bytes) -> bytes:
        """The DKIM-Signature fields. ``head``: the signed fields, relaxed; ``body_hash``: of the body."""
        state = hashlib.sha256(head)
        body = base64.b64encode(body_hash)
        return b"".join([make(state, body) for make in self._makers])


def _maker(key: Key, names: bytes) -> "Callable[[_Hash, bytes], bytes]":
    """Write the field on the wire and as it is hashed; both differ in its folds alone."""
    start = b"v=1; a=%s-sha256; c=relaxed/simple;\r\n d=%s; s=%s;\r\n t=%%d; h=%s;\r\n bh=" % (
        key.kind.encode(), key.domain.encode(), key.selector.encode(), names,
    )  # fmt: skip
    at, wire, hashed = 0, b"", b""

    def make(state: "_Hash", body: bytes) -> bytes:
        nonlocal at, wire, hashed
        now = int(time.time())
        if now != at:
            at, wire = now, b"DKIM-Signature: " + start % now
            hashed = b"dkim-signature:" + (start % now).replace(b"\r\n ", b" ")
        state = state.copy()
        state.update(b"%s%s; b=" % (hashed, body))
        proof = base64.b64encode(key.sign(state.digest()))
        lines = [proof[n : n + _LINE] for n in range(0, len(proof), _LINE)]
        return b"%s%s;\r\n b=%s\r\n" % (wire, body, b"\r\n ".join(lines))

    return make


def _folded(mark: bytes, words: Sequence[bytes]) -> bytes:
    """Words set apart by ``mark``, in lines that are not too long."""
    lines, line = [], b""
    for n, word in enumerate(words):
        word += mark if n + 1 < len(words) else b""
        if len(line) + len(word) > _LINE - 8:
            lines.append(line)
            line = b""
        line += word
    return b"\r\n ".join([*lines, line])


def signed(message: bytes, keys: Sequence[Key]) -> bytes:
    """Any message, its lines ended by CRLF, with signatures before it."""
    head, _, body = message.partition(b"\r\n\r\n")
    found = [
        (name.lower(), value) for name, value in _FIELD.findall(head + b"\r\n") if name.lower() in SIGNED
    ]
    found.reverse()  # of several the lowest is signed first (RFC 6376, 5.4.2)
    signer = Signer(keys, [name for name, _ in found])
    digest = hashlib.sha256(body.rstrip(b"\r\n") + b"\r\n").digest()
    return signer.fields(b"".join([relaxed(*field) for field in found]), digest) + message
