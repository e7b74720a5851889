"""Signatures of domains: DKIM (RFC 6376) with RFC 8301 (no SHA-1, no short keys) and RFC 8463 (Ed25519)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from mailguard.authentication import keys, tags
from mailguard.authentication.dns import Resolver
from mailguard.authentication.keys import Unusable
from mailguard.authentication.message_bytes import Field, MessageBytes, relax
from mailguard.facts import Signature
from mailguard.identifiers import domain_names

MOST_SIGNATURES = 8  # more are not looked at: nobody needs them, and each costs a look-up
_MOST_NAMES = 200
_DOMAIN = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_SELECTOR = re.compile(
    r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*"
)
_KINDS = {"rsa-sha256": "rsa", "ed25519-sha256": "ed25519"}
_FORMS = {"simple": False, "relaxed": True}
_NUMBER = re.compile(r"\d{1,12}")


@dataclass(frozen=True, slots=True)
class Written:
    """A signature field as its tags say (RFC 6376 3.5), checked for what a field must have."""

    field: Field
    domain: str
    selector: str
    kind: str
    signature: bytes
    body_hash: bytes
    is_head_relaxed: bool
    is_body_relaxed: bool
    names: tuple[bytes, ...]
    length: int | None = None
    signed_at: int | None = None
    expires_at: int | None = None
    identity: str = ""


def verify_all(
    message: MessageBytes, resolver: Resolver, author_domain: str, now: datetime | None
) -> tuple[Signature, ...]:
    """Every signature of a message, those of the author's organisation first, at most MOST_SIGNATURES."""
    fields = sorted(message.named(b"dkim-signature"), key=lambda each: not _is_of(each, author_domain))
    return tuple(verify(field, message, resolver, now) for field in fields[:MOST_SIGNATURES])


def verify(field: Field, message: MessageBytes, resolver: Resolver, now: datetime | None) -> Signature:
    """One signature. ``now`` is when the message was received; without it nothing is too old."""
    found: Mapping[str, str] = {}
    try:
        found = tags.read(field.value)
        written = read(field, found)
        _check_dkim(found, written)
        key = keys.find(written.selector, written.domain, written.kind, resolver)
    except Unusable as error:
        return _judged(found, error.result, str(error))
    except tags.BadTags as error:
        return _judged(found, "neutral", str(error))
    judged = replace(
        _judged(found, "pass", "the key is marked as a test" if key.is_test else ""),
        bits=key.bits if key.kind == "rsa" else 0,
        headers=tuple(name.decode("ascii", "replace") for name in written.names),
        is_partial=written.length is not None and written.length < message.length(written.is_body_relaxed),
        signed_at=moment(written.signed_at),
        expires_at=moment(written.expires_at),
    )
    if key.is_strict and written.identity.rpartition("@")[2] != written.domain:
        return replace(judged, result="permerror", detail="the key is not for subdomains")
    if message.digest(written.is_body_relaxed, written.length) != written.body_hash:
        return replace(judged, result="fail", detail="the body was changed")
    if not key.verifies(written.signature, signed_bytes(written, message)):
        return replace(judged, result="fail", detail="the header was changed, or another key signed")
    if now is not None and written.expires_at is not None and now.timestamp() > written.expires_at:
        return replace(judged, result="policy", detail="the signature is past its end")
    return judged


def read(field: Field, found: Mapping[str, str], form: str = "simple/simple") -> Written:
    """Common parts of DKIM- and ARC-Message-Signature; ``form`` is what a missing c= means."""
    for needed in ("a", "b", "bh", "d", "s"):
        if not found.get(needed):
            raise tags.BadTags(f"{needed}= is missing")
    if "h" not in found:
        raise tags.BadTags("h= is missing")
    head, slash, body = found.get("c", form).partition("/")
    if head not in _FORMS or (body if slash else "simple") not in _FORMS:
        raise tags.BadTags("c= is unknown")
    domain, selector = domain_names.ascii_form(found["d"]), found["s"].lower()
    if not _DOMAIN.fullmatch(domain) or len(domain) > 253 or not _SELECTOR.fullmatch(selector):
        raise tags.BadTags("d= or s= is no name")
    names = tuple(each.strip().lower().encode("utf-8") for each in found["h"].split(":"))
    if len(names) > _MOST_NAMES:
        raise tags.BadTags("h= is too long")
    signed_at, expires_at = _number(found, "t"), _number(found, "x")
    if signed_at is not None and expires_at is not None and expires_at < signed_at:
        raise tags.BadTags("it ended before it was made")
    return Written(
        field,
        domain,
        selector,
        algorithm(found),
        tags.from_base64(found["b"]),
        tags.from_base64(found["bh"]),
        _FORMS[head],
        slash != "" and _FORMS[body],
        names,
        _number(found, "l"),
        signed_at,
        expires_at,
        domain_names.ascii_form(found.get("i", f"@{domain}")),
    )


def algorithm(found: Mapping[str, str]) -> str:
    """ "rsa" or "ed25519", or Unusable: RFC 8301 3.1 forbids SHA-1."""
    if found["a"] == "rsa-sha1":
        raise Unusable("permerror", "SHA-1 proves nothing any more")
    if found["a"] not in _KINDS:
        raise Unusable("neutral", "the algorithm is unknown")
    return _KINDS[found["a"]]


def signed_bytes(written: Written, message: MessageBytes) -> bytes:
    """Signed bytes: the named fields from the bottom up, then the signature (RFC 6376 3.7, 5.4.2)."""
    used: dict[bytes, int] = {}
    pieces: list[bytes] = []
    for name in written.names:
        fields = message.named(name)
        if name == written.field.name:
            fields = [field for field in fields if field is not written.field]
        nth = used[name] = used.get(name, 0) + 1
        if nth <= len(fields):
            field = fields[-nth]
            pieces.append(field.relaxed if written.is_head_relaxed else field.raw)
    itself = tags.without_b(written.field.raw)
    pieces.append(relax(itself) if written.is_head_relaxed else itself)
    return b"\r\n".join(pieces)


def _check_dkim(found: Mapping[str, str], written: Written) -> None:
    """What only DKIM-Signature demands (RFC 6376 3.5, 6.1.1)."""
    if found.get("v") != "1":
        raise tags.BadTags("v= is not 1")
    if b"from" not in written.names:
        raise Unusable("permerror", "From is not signed")
    host = written.identity.rpartition("@")[2]
    if not domain_names.is_under(host, written.domain):
        raise tags.BadTags("i= is not in d=")
    if "dns/txt" not in [each.strip() for each in found.get("q", "dns/txt").split(":")]:
        raise Unusable("neutral", "the key is kept where we can't look")


def _number(found: Mapping[str, str], tag: str) -> int | None:
    if tag not in found:
        return None
    if not _NUMBER.fullmatch(found[tag]):
        raise tags.BadTags(f"{tag}= is no number")
    return int(found[tag])


def moment(seconds: int | None) -> datetime | None:
    """Seconds since 1970 as a time, None where there is none or it is past the calendar."""
    try:
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None


def _judged(found: Mapping[str, str], result: str, detail: str) -> Signature:
    return Signature(
        result,
        domain=domain_names.ascii_form(found.get("d", ""))[:253],
        selector=found.get("s", "").lower()[:253],
        algorithm=found.get("a", "")[:40],
        is_partial=False,
        detail=detail,
    )


def _is_of(field: Field, author_domain: str) -> bool:
    try:
        domain = domain_names.ascii_form(tags.read(field.value).get("d", ""))
    except tags.BadTags:
        return False
    return bool(author_domain) and domain_names.organisation(domain) == domain_names.organisation(
        author_domain
    )
