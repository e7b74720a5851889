"""Signs messages for tests, by the letter of RFC 6376, 8463 and 8617, apart from the code that verifies."""

import base64
import hashlib
import re
from functools import cache

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA1, SHA256

LETTER = (
    b"From: Alice <alice@valbrune.example>\r\n"
    b"To: bob@valbrune.example\r\n"
    b"Subject: The  leaflets\r\n"
    b" are here\r\n"
    b"Date: Tue, 24 Nov 2026 10:00:00 +0100\r\n"
    b"Message-ID: <1@valbrune.example>\r\n"
    b"\r\n"
    b"Ten \t boxes,  in the hall. \r\n"
    b"\r\n"
    b"Alice\r\n\r\n\r\n"
)
HEADERS = ("from", "to", "subject", "date", "message-id")


@cache
def rsa_key(bits: int = 2048, number: int = 1) -> rsa.RSAPrivateKey:
    """A key a kind for the whole run: making one takes a while."""
    return rsa.generate_private_key(65537, bits)


@cache
def ed25519_key() -> ed25519.Ed25519PrivateKey:
    """The Ed25519 key of the run."""
    return ed25519.Ed25519PrivateKey.generate()


def record(bits: int = 2048, extra: str = "") -> str:
    """The key record of an RSA key."""
    der = (
        rsa_key(bits)
        .public_key()
        .public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    return f"v=DKIM1; k=rsa; {extra}p={base64.b64encode(der).decode()}"


def ed25519_record() -> str:
    """The key record of the Ed25519 key."""
    raw = ed25519_key().public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return f"v=DKIM1; k=ed25519; p={base64.b64encode(raw).decode()}"


def split(raw: bytes) -> tuple[list[bytes], bytes]:
    """Header fields and body."""
    head, _, body = raw.partition(b"\r\n\r\n")
    return re.split(rb"\r\n(?![ \t])", head), body


def canonical_field(field: bytes, form: str) -> bytes:
    """RFC 6376 3.4.1 and 3.4.2."""
    if form == "simple":
        return field
    name, _, value = field.partition(b":")
    value = re.sub(rb"[ \t]+", b" ", value.replace(b"\r\n", b"")).strip()
    return name.lower().strip() + b":" + value


def canonical_body(body: bytes, form: str) -> bytes:
    """RFC 6376 3.4.3 and 3.4.4."""
    if form == "relaxed":
        body = re.sub(rb"[ \t]+", b" ", body)
        body = re.sub(rb" (?=\r\n|\Z)", b"", body)
    body = re.sub(rb"(\r\n)+\Z", b"", body)
    if form == "relaxed" and not body:
        return b""
    return body + b"\r\n"


def sign(
    raw: bytes = LETTER,
    domain: str = "valbrune.example",
    *,
    form: str = "relaxed/relaxed",
    headers: tuple[str, ...] = HEADERS,
    algorithm: str = "rsa-sha256",
    bits: int = 2048,
    length: int | None = None,
    extra: str = "",
    head: str = "DKIM-Signature: v=1; ",
) -> bytes:
    """The message with a signature on top. ``extra`` are more tags, each with its semicolon."""
    fields, body = split(raw)
    head_form, _, body_form = form.partition("/")
    canonical = canonical_body(body, body_form or "simple")
    hashed = canonical if length is None else canonical[:length]
    hash_ = hashlib.sha1 if algorithm.endswith("sha1") else hashlib.sha256
    digest = base64.b64encode(hash_(hashed).digest()).decode()
    tail = "" if length is None else f" l={length};"
    field = (
        f"{head}a={algorithm}; c={form}; d={domain}; s=key;{tail}{extra}\r\n"
        f" h={':'.join(headers)}; bh={digest};\r\n b="
    ).encode()
    data = b"\r\n".join([*chosen(fields, headers, head_form), canonical_field(field, head_form)])
    return field + base64.b64encode(signature(data, algorithm, bits)) + b"\r\n" + raw


def chosen(fields: list[bytes], headers: tuple[str, ...], form: str) -> list[bytes]:
    """The fields named in ``headers``, from the bottom up (RFC 6376 5.4.2)."""
    left = list(reversed(fields))
    found = []
    for name in headers:
        for field in left:
            if field.partition(b":")[0].strip().lower() == name.encode():
                left.remove(field)
                found.append(canonical_field(field, form))
                break
    return found


def signature(data: bytes, algorithm: str, bits: int = 2048) -> bytes:
    """The raw signature over canonical data."""
    if algorithm.startswith("ed25519"):
        return ed25519_key().sign(hashlib.sha256(data).digest())
    hashed = SHA1() if algorithm.endswith("sha1") else SHA256()
    return rsa_key(bits).sign(data, padding.PKCS1v15(), hashed)


def seal(
    raw: bytes, n: int = 1, domain: str = "lists.example", cv: str = "", seen: str = "dkim=pass"
) -> bytes:
    """The message with one more ARC set on top (RFC 8617 5.1)."""
    results = f"ARC-Authentication-Results: i={n}; {domain}; {seen}".encode()
    with_message = sign(raw, domain, headers=HEADERS[:3], head=f"ARC-Message-Signature: i={n}; ")
    message = split(with_message)[0][0]
    older, _ = split(raw)
    sets = []
    for number in range(1, n):
        for name in (b"arc-authentication-results", b"arc-message-signature", b"arc-seal"):
            sets += [each for each in older if _is_of(each, name, number)]
    cv = cv or ("none" if n == 1 else "pass")
    field = f"ARC-Seal: i={n}; a=rsa-sha256; cv={cv}; d={domain}; s=key; t=1700000000; b=".encode()
    data = b"\r\n".join(canonical_field(each, "relaxed") for each in [*sets, results, message, field])
    sealed = field + base64.b64encode(signature(data, "rsa-sha256"))
    return b"\r\n".join([sealed, message, results, raw])


def _is_of(field: bytes, name: bytes, number: int) -> bool:
    key, _, value = field.partition(b":")
    return key.lower() == name and re.search(rb"\bi=%d;" % number, value) is not None
