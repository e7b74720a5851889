"""Signatures of generated mail (DKIM, relaxed), with a key that is used and one that was used before."""

import base64
import hashlib
from functools import cache

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from benchmarks.mail.signing import relaxed_body, relaxed_field

OURS, OTHERS = "valbrune.example", ("bank.example", "party.example", "press.example")


@cache
def key(number: int = 0) -> rsa.RSAPrivateKey:
    """A key for the whole run."""
    return rsa.generate_private_key(65537, 2048)


def record(number: int = 0) -> str:
    """Its record."""
    der = key(number).public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )  # fmt: skip
    return f"v=DKIM1; k=rsa; p={base64.b64encode(der).decode()}"


def keys_file() -> str:
    """All keys, the old one of our selector first: it was used again."""
    lines = [
        f'mail._domainkey.{OURS}. 3600 IN TXT "{record(1)}"',
        f'mail._domainkey.{OURS}. IN TXT "{record(0)}"',
    ]
    lines += [f'mail._domainkey.{domain}. IN TXT "{record(0)}"' for domain in OTHERS]
    return "\n".join(["; kept by our name server", *lines]) + "\n"


def signed(raw: bytes, number: int = 0) -> bytes:
    """With the signature of its author's domain below the lines of its way."""
    head, _, body = raw.partition(b"\r\n\r\n")
    fields = [each + b"\r\n" for each in _fields(head)]
    domain = (
        next(each for each in fields if each.startswith(b"From:"))
        .rpartition(b"@")[2]
        .strip(b">\r\n")
        .decode()
    )
    names = [b"from", b"to", b"cc", b"subject", b"date", b"message-id", b"mime-version", b"content-type"]
    named = {each.partition(b":")[0].lower(): each for each in fields}
    names = [name for name in names if name in named]
    digest = base64.b64encode(hashlib.sha256(relaxed_body(body)).digest()).decode()
    own = (
        f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={domain}; s=mail;\r\n"
        f" h={':'.join(name.decode() for name in names)};\r\n bh={digest};\r\n b="
    ).encode()
    text = b"".join(relaxed_field(named[name]) for name in names)
    text += relaxed_field(own + b"\r\n").removesuffix(b"\r\n")
    proof = base64.b64encode(key(number).sign(text, padding.PKCS1v15(), hashes.SHA256()))
    own += b"\r\n ".join(proof[at : at + 72] for at in range(0, len(proof), 72)) + b"\r\n"
    at = next(nth for nth, each in enumerate(fields) if each.startswith(b"From:"))
    return b"".join([*fields[:at], own, *fields[at:]]) + b"\r\n" + body


def _fields(head: bytes) -> list[bytes]:
    found: list[bytes] = []
    for line in head.split(b"\r\n"):
        if line[:1] in b" \t" and found:
            found[-1] += b"\r\n" + line
        else:
            found.append(line)
    return found
