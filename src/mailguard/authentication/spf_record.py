"""An SPF record as it is written (RFC 7208 4.5, 4.6 and 12): read once, then evaluated often."""

import ipaddress
import re
from dataclasses import dataclass
from functools import lru_cache

from mailguard.authentication.spf_macros import is_domain_spec, is_macro_string

_MODIFIER = re.compile(r"([A-Za-z][A-Za-z0-9._-]*)=(.*)", re.DOTALL)
_DIRECTIVE = re.compile(r"([+?~-]?)([A-Za-z][A-Za-z0-9._-]*)(.*)", re.DOTALL)
_LENGTHS = re.compile(r"(?:/(0|[1-9]\d?))?(?://(0|[1-9]\d{0,2}))?\Z")
_RESULTS = {"": "pass", "+": "pass", "-": "fail", "~": "softfail", "?": "neutral"}
_LONGEST = 16_384
MECHANISMS = {"all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"}


class BadRecord(ValueError):
    """The record can't be evaluated (permerror, RFC 7208 2.6.7); the message says why."""


@dataclass(frozen=True, slots=True)
class Mechanism:
    """One directive; ``network`` is (version, masked address, mask) of ip4 and ip6."""

    name: str
    result: str
    domain: str = ""
    lengths: tuple[int, int] = (32, 128)
    network: tuple[int, int, int] = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Record:
    """The directives in order, and the two modifiers that mean something; "" where they are missing."""

    mechanisms: tuple[Mechanism, ...]
    redirect: str = ""
    explanation: str = ""


def is_spf(text: bytes) -> bool:
    """Whether a TXT record is one of ours: "v=spf1", then a space or the end (RFC 7208 4.5)."""
    return text[:6].lower() == b"v=spf1" and (len(text) == 6 or text[6:7] == b" ")


@lru_cache(4_096)
def read(text: bytes) -> Record:
    """Read a whole record, or raise BadRecord: a fault anywhere spoils it (RFC 7208 4.6)."""
    if len(text) > _LONGEST:
        raise BadRecord("the record is too long")
    if not text.isascii():
        raise BadRecord("the record has characters outside ASCII")
    mechanisms: list[Mechanism] = []
    modifiers: dict[str, str] = {}
    for term in text.decode("ascii").split(" ")[1:]:
        if modifier := _MODIFIER.fullmatch(term):
            _modify(modifiers, modifier[1].lower(), modifier[2])
        elif term:
            mechanisms.append(_mechanism(term))
    return Record(tuple(mechanisms), modifiers.get("redirect", ""), modifiers.get("exp", ""))


def _modify(modifiers: dict[str, str], name: str, value: str) -> None:
    if name in ("redirect", "exp"):
        if name in modifiers:
            raise BadRecord(f"{name}= stands there twice")
        if not is_domain_spec(value):
            raise BadRecord(f"{name}= has no valid domain")
        modifiers[name] = value
    elif not is_macro_string(value):
        raise BadRecord(f"{name}= is malformed")


def _mechanism(term: str) -> Mechanism:
    match = _DIRECTIVE.fullmatch(term)
    name = match[2].lower() if match else ""
    if match is None or name not in MECHANISMS:
        raise BadRecord(f"“{term[:40]}” means nothing")
    result, rest = _RESULTS[match[1]], match[3]
    if name == "all":
        if rest:
            raise BadRecord("“all” takes nothing")
        return Mechanism(name, result)
    if name in ("ip4", "ip6"):
        return Mechanism(name, result, network=_network(name, rest))
    if name in ("a", "mx"):
        lengths = _LENGTHS.search(rest)
        assert lengths is not None  # it matches nothing at the end, too
        four, six = int(lengths[1] or 32), int(lengths[2] or 128)
        if four > 32 or six > 128:
            raise BadRecord(f"“{term[:40]}” has an impossible prefix length")
        return Mechanism(name, result, _domain(name, rest[: lengths.start()]), (four, six))
    if name != "ptr" and not rest:
        raise BadRecord(f"“{name}” needs a domain")
    return Mechanism(name, result, _domain(name, rest))


def _domain(name: str, rest: str) -> str:
    if not rest:
        return ""
    if rest[0] != ":" or not is_domain_spec(rest[1:]):
        raise BadRecord(f"“{name}{rest[:40]}” has no valid domain")
    return rest[1:]


def _network(name: str, rest: str) -> tuple[int, int, int]:
    address, slash, length = rest[1:].partition("/")
    version = int(name[2])
    most = 32 if version == 4 else 128
    try:
        if rest[:1] != ":" or (slash and not re.fullmatch(r"0|[1-9]\d{0,2}", length)):
            raise BadRecord(f"“{name}{rest[:60]}” is malformed")
        # IPv4 bytes without leading zeros, IPv6 without a zone: what the grammar allows (RFC 7208 5.6).
        found = ipaddress.IPv4Address(address) if version == 4 else ipaddress.IPv6Address(address)
        bits = int(length) if slash else most
        if bits > most or "%" in address:
            raise BadRecord(f"“{name}{rest[:60]}” has an impossible prefix length")
    except ipaddress.AddressValueError as error:
        raise BadRecord(f"“{name}{rest[:60]}” has no valid address") from error
    mask = ((1 << most) - 1) ^ ((1 << (most - bits)) - 1)
    return version, int(found) & mask, mask
