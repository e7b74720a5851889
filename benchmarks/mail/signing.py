"""Real messages signed anew, and the names that prove them: so that every check runs to its end.

The old signatures and seals are taken out, since their keys are gone; each message gets as many new ones as
it had, at least one and at most three: of its author's domain, then of others on the way.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from mailguard import Envelope
from mailguard.message.parse import parse

_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*")
_OLD = (b"dkim-signature", b"arc-seal", b"arc-message-signature", b"arc-authentication-results")
_SIGNED = (b"from", b"to", b"subject", b"date", b"message-id", b"mime-version", b"content-type", b"reply-to")
_SELECTOR = "bench"
_IP = "192.0.2.25"
_HELO = "out.bench.example"


@dataclass
class Signer:
    """One RSA key of 2048 bits for all domains; ``zone`` grows with each message."""

    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    zone: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def sign(self, raw: bytes) -> tuple[bytes, Envelope] | None:
        """The message signed, and how it is handed over; None where it has no author with a domain."""
        head, body = _split(raw)
        author = parse(raw).facts.author
        if "." not in author.domain:
            return None
        n_old = sum(_name(each) == b"dkim-signature" for each in head)
        kept = [each for each in head if _name(each) not in _OLD]
        domains = [author.domain, *(f"relay{n}.bench.example" for n in range(1, min(max(n_old, 1), 3)))]
        for domain in domains:
            kept.insert(0, self._signature(kept, body, domain))
            self.zone[f"{_SELECTOR}._domainkey.{domain}"] = {"TXT": [f"v=DKIM1; k=rsa; p={self._public()}"]}
        self.zone[author.domain] = {"TXT": [f"v=spf1 ip4:{_IP} -all"], "A": [_IP], "MX": [f"10 {_HELO}."]}
        self.zone[f"_dmarc.{author.domain}"] = {"TXT": ["v=DMARC1; p=reject; adkim=r; aspf=r"]}
        self.zone[_HELO] = {"A": [_IP], "TXT": [f"v=spf1 ip4:{_IP} -all"]}
        envelope = Envelope(
            author.address, ("dora@valbrune.example",), _IP, _HELO, _HELO, "mx.valbrune.example"
        )
        return b"".join(kept) + b"\r\n" + body, envelope

    def _public(self) -> str:
        data = self.key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return base64.b64encode(data).decode()

    def _signature(self, head: list[bytes], body: bytes, domain: str) -> bytes:
        """One DKIM-Signature (RFC 6376), relaxed for head and body."""
        names = [name for name in _SIGNED if any(_name(each) == name for each in head)]
        hashed = base64.b64encode(hashlib.sha256(relaxed_body(body)).digest()).decode()
        own = (
            f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={domain}; s={_SELECTOR};\r\n"
            f" h={':'.join(name.decode() for name in names)};\r\n bh={hashed};\r\n b="
        ).encode()
        last = {_name(each): each for each in head}  # of several, the lowest is signed
        text = b"".join(relaxed_field(last[name]) for name in names)
        text += relaxed_field(own + b"\r\n").removesuffix(b"\r\n")
        proof = base64.b64encode(self.key.sign(text, padding.PKCS1v15(), hashes.SHA256()))
        return own + b"\r\n ".join(proof[at : at + 72] for at in range(0, len(proof), 72)) + b"\r\n"


def signed(raws: Iterable[bytes]) -> tuple[list[tuple[bytes, Envelope]], dict[str, dict[str, list[str]]]]:
    """All that can be signed, and the zone that proves them."""
    signer = Signer()
    return [found for raw in raws if (found := signer.sign(raw))], signer.zone


def _split(raw: bytes) -> tuple[list[bytes], bytes]:
    """Header fields and body, with CRLF throughout; lines of the head that are no field are dropped."""
    text = re.sub(rb"\r\n|\r|\n", b"\r\n", raw)
    head, _, body = text.partition(b"\r\n\r\n")
    return _FIELD.findall(head + b"\r\n"), body


def _name(header: bytes) -> bytes:
    return header.partition(b":")[0].strip().lower()


def relaxed_field(header: bytes) -> bytes:
    """RFC 6376 3.4.2."""
    name, _, value = header.partition(b":")
    return name.strip().lower() + b":" + re.sub(rb"[ \t\r\n]+", b" ", value).strip() + b"\r\n"


def relaxed_body(body: bytes) -> bytes:
    """RFC 6376 3.4.4."""
    lines = [re.sub(rb"[ \t]+", b" ", line).rstrip(b" ") for line in body.split(b"\r\n")]
    text = b"\r\n".join(lines).rstrip(b"\r\n")
    return text + b"\r\n" if text else b""
