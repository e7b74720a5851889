"""Received headers (RFC 5321 4.4) as Postfix, Sendmail, Exim, Exchange, Gmail and qmail write them."""

import ipaddress
import re
from functools import lru_cache

from mailguard import domains
from mailguard.facts import Hop
from mailguard.reading import dates

_SHAPE = re.compile(
    r"^\s*(?:\(?from\s+(?P<source>.{0,600}?)\)?\s+)?\(?by\s+(?P<by>[^\s;()]{1,255})(?P<rest>.{0,2000})",
    re.I | re.S,
)
_IP = re.compile(
    r"(?:\[|\(|@|\b)(?:IPv6:)?((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})(?:%\w+)?(?=[\])\s:]|$)",
    re.I,
)
# Addresses that are written in their one way; the library takes 30 µs to say so.
_PLAIN = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}", re.ASCII)
_HELO = re.compile(r"\b(?:helo|ehlo)[=\s]+([^\s()\[\]]{1,255})", re.I)
_NAME = re.compile(r"\(\s*([a-z0-9_.-]{1,255})\.?\s+\[", re.I)
_PROTOCOL = re.compile(r"\bwith\s+(?:Microsoft\s+)?([A-Za-z0-9_/.-]{2,40})", re.I)
_LONGEST = 3_000
_UNKNOWN = {"unknown", "unverified", "localhost.localdomain"}


def read(raw: str) -> Hop:
    """One hop; what it doesn't say stays empty."""
    return _read(" ".join(raw[:_LONGEST].split()))


@lru_cache(512)
def _read(raw: str) -> Hop:
    body, _, moment = raw.rpartition(";")
    at = dates.read(moment)
    shape = _SHAPE.match(body or raw)
    if not shape:
        return Hop(at=at)
    source = shape["source"] or ""
    protocol = _PROTOCOL.search(shape["rest"])
    helo, name = _names(source)
    return Hop(
        by=_host(shape["by"]),
        helo=helo,
        name=name,
        ip=_ip(source),
        protocol=protocol[1].upper() if protocol else "",
        at=at,
    )


def _names(source: str) -> tuple[str, str]:
    """What the client called itself, and what the server found it to be called."""
    first, _, rest = source.partition(" ")
    said = _HELO.search(rest)
    if said:  # Exim and qmail put the looked-up name first
        return _host(said[1]), _host(first)
    found = _NAME.search(rest)
    return _host(first), _host(found[1]) if found else ""


def _host(text: str) -> str:
    text = text.strip("[]()<>,;\"'").rstrip(".")
    if text.lower() in _UNKNOWN:
        return ""
    return domains.ascii_form(text) if len(text) <= 255 else ""


def _ip(source: str) -> str:
    for match in _IP.finditer(source):
        if _PLAIN.fullmatch(match[1]):
            return match[1]
        try:
            return str(ipaddress.ip_address(match[1]))
        except ValueError:
            continue
    return ""
