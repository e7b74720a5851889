"""What is characteristic of a sender's mail: program, build, where it enters; and what a text is like."""

import heapq
import ipaddress
import re
import zlib
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache

from mailguard.facts import Facts
from mailguard.identifiers import domain_names, ibans


class Kind(IntEnum):
    """Of a mark; the numbers stand in the store."""

    MAILER = 1
    MESSAGE_ID = 2
    BOUNDARY = 3
    STRUCTURE = 4
    NETWORK = 5
    HELO = 6
    REPLY_TO = 7
    ACCOUNT = 8
    ID_HOST = 9
    ZONE = 10


CLIENT = (Kind.MAILER, Kind.MESSAGE_ID, Kind.BOUNDARY)
ORIGIN = (Kind.NETWORK, Kind.HELO)
_RUN = re.compile(r"[A-Za-z0-9]+")
_VERSION = re.compile(r"[\d.()_/-]+")
_BOUNDARY = re.compile(r'boundary\s*=\s*"?([^";\s]{1,100})', re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,30}")
_N_PRINTS = 16
_LEAST_SHINGLES = 12


def of(facts: Facts) -> Iterator[tuple[Kind, str]]:
    if mailer := _VERSION.sub(" ", facts.bulk.mailer).lower().split():
        yield Kind.MAILER, " ".join(mailer[:6])
    local, _, host = facts.message_id.strip("<>").rpartition("@")
    if local:
        own = "own" if domain_names.organisation(host.lower()) == facts.author.organisation else ""
        yield Kind.MESSAGE_ID, f"{shape(local)}@{own}"
    if found := _BOUNDARY.search(facts.header("content-type")):
        yield Kind.BOUNDARY, shape(found[1])
    if facts.parts:
        yield Kind.STRUCTURE, structure(facts)
    address, helo = origin(facts)
    if address:
        yield Kind.NETWORK, address
    if helo:
        yield Kind.HELO, helo
    yield from ((Kind.ZONE, each) for each in zone(facts))
    for mailbox in facts.reply_to[:3]:
        if mailbox.address:
            yield Kind.REPLY_TO, mailbox.key
    for account in ibans.of(facts)[:10]:
        yield Kind.ACCOUNT, account


@lru_cache(4_096)
def shape(text: str) -> str:
    """Runs of letters and digits by kind and rough length: two ids of one program have one shape."""
    return _RUN.sub(_kind, text[:120])


def _kind(run: re.Match[str]) -> str:
    text = run.group()
    size = len(text).bit_length()
    if text.isdigit():
        return f"9{size}"
    if text.isalpha() and len(text) < 8:
        return text.lower() if len(text) > 3 else "a"
    if not text.strip("0123456789abcdef"):
        return f"f{size}"
    return f"{'A' if text.isupper() else 'a' if text.islower() else 'x'}{size}"


def structure(facts: Facts) -> str:
    """The types of the parts in their order, files as one, neighbours once."""
    kinds: list[str] = []
    for part in facts.parts:
        kind = "file" if part.disposition == "attachment" else part.type
        if not kinds or kinds[-1] != kind:
            kinds.append(kind)
    return "|".join(kinds[:12])


def origin(facts: Facts) -> tuple[str, str]:
    """The network (/16, IPv6 /32) and the greeting's organisation of whoever handed it to us."""
    address, helo = facts.envelope.client_ip, facts.envelope.helo
    if not address:
        for hop in facts.hops:
            if hop.ip and _network(hop.ip):
                address, helo = hop.ip, helo or hop.helo
                break
    return _network(address), domain_names.organisation(
        helo.lower()
    ) if "." in helo and not domain_names.is_ip(helo) else ""


def zone(facts: Facts) -> Iterator[str]:
    """Hours ahead of UTC as two marks shared with the hours beside, for summers; UTC is servers'."""
    offset = facts.sent_at.utcoffset() if facts.sent_at else None
    if offset:
        hours = round(offset.total_seconds() / 3600)
        yield f"even {hours // 2}"
        yield f"odd {(hours + 1) // 2}"


@lru_cache(4_096)
def _network(address: str) -> str:
    try:
        ip = ipaddress.ip_address(address.strip("[]").removeprefix("IPv6:"))
    except ValueError:
        return ""
    if ip.is_private or ip.is_loopback:
        return ""
    return str(ipaddress.ip_network((ip, 16 if ip.version == 4 else 32), strict=False))


def prints(text: str) -> tuple[int, ...]:
    """The sixteen smallest checksums of word triples (bottom-k sketch, Broder 1997), or none."""
    words = _WORD.findall(text[:6_000].lower())[:400]
    shingles = {
        zlib.crc32(f"{a} {b} {c}".encode()) for a, b, c in zip(words, words[1:], words[2:], strict=False)
    }
    return tuple(heapq.nsmallest(_N_PRINTS, shingles)) if len(shingles) >= _LEAST_SHINGLES else ()
