"""Received headers (RFC 5321 4.4) as Postfix, Sendmail, Exim, Exchange, Gmail and qmail write them."""

import ipaddress
import re
import socket
from functools import lru_cache

from mailguard.facts import Hop
from mailguard.identifiers import domain_names
from mailguard.message import dates

_FROM = re.compile(r"\(?from ", re.I)
_BY = re.compile(r" \(?by ([^\s;()]{1,255})", re.I)  # begins with what is quick to find
_BY_FIRST = re.compile(r"\(?by ([^\s;()]{1,255})", re.I)
_SOURCE = 600  # characters
_REST = 2_000
_IP = re.compile(
    r"(?:\[|\(|@|\b)(?:IPv6:)?((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})(?:%\w+)?(?=[\])\s:]|$)",
    re.I,
)
# The one way to write an IPv4 address; the library takes 30 µs to say so.
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
    source, by, rest = _parted(body or raw)
    if not by:
        return Hop(at=at)
    protocol = _PROTOCOL.search(rest)
    helo, name = _names(source)
    return Hop(
        by=_host(by),
        helo=helo,
        name=name,
        ip=_ip(source),
        protocol=protocol[1].upper() if protocol else "",
        at=at,
    )


def _parted(text: str) -> tuple[str, str, str]:
    """Text after "from", after "by", and the rest, in single spaces; all empty without any "by"."""
    begun = _FROM.match(text)
    place = _BY.search(text, begun.end()) if begun else _BY_FIRST.match(text)
    if not place:
        return "", "", ""
    source = text[begun.end() : place.start()].removesuffix(")") if begun else ""
    if len(source) > _SOURCE:
        return "", "", ""
    return source, place[1], text[place.end() : place.end() + _REST]


def _names(source: str) -> tuple[str, str]:
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
    return domain_names.ascii_form(text) if len(text) <= 255 else ""


def _ip(source: str) -> str:
    for match in _IP.finditer(source):
        if _PLAIN.fullmatch(match[1]):
            return match[1]
        if ":" in match[1] and (address := _ipv6(match[1])):
            return address
    return ""


def _ipv6(text: str) -> str:
    """In its shortest form (RFC 5952), or "" where it is none."""
    try:
        data = socket.inet_pton(socket.AF_INET6, text)
    except OSError:
        return ""
    short = socket.inet_ntop(socket.AF_INET6, data)
    # IPv4 inside is written in two ways
    return str(ipaddress.ip_address(data)) if "." in short else short
