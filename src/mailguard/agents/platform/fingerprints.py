"""Traits of one attack: words of the lure, hosts, sender, files, name, subject. Pure.

Near-duplicates share a ``lure``, one of eight bands of five minima: 96 of 100 at 80 % overlap of word pairs,
2 at 30 % (Broder 1997; Mining of Massive Datasets, 3.4).
"""

import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256, shake_128
from itertools import pairwise

from mailguard.facts import Facts, File, identity, links, person_names
from mailguard.identifiers import domain_names, lists

KINDS = ("lure", "host", "sender", "file", "name", "subject")
_BANDS, _ROWS = 8, 5
_N_MINIMA = _BANDS * _ROWS
_UNPACKED = struct.Struct(f"<{_N_MINIMA}I")
_MOST_WORDS = 600
_LEAST_PAIRS = 12  # fewer make a text that is only compared whole
_LEAST_WORDS = 4
_MOST_OF_A_KIND = 20
_NOISE = re.compile(r"\S*(?:://|www\.|@)\S*|[\d_]+")  # addresses, numbers: they differ from victim to victim
_WORD = re.compile(r"[^\W\d_]{2,40}")
_PREFIX = re.compile(r"\s*(?:(?:re|fwd?|tr|aw|wg|réf?)\s*:|\[[^\]]{1,40}\])\s*", re.IGNORECASE)
_SHOWS = ("image/", "audio/", "video/")


@dataclass(frozen=True, slots=True, order=True)
class Trait:
    """``kind`` is one of ``KINDS``. Of a sender there are two: the address, and ``@domain`` where the domain
    is one organisation's."""

    kind: str
    value: str


def traits(facts: Facts) -> tuple[Trait, ...]:
    """All traits of one message, those of one kind together, at most 20 of each."""
    found = {
        "lure": lure(facts.text or next((each.text for each in facts.html), "")),
        "host": _hosts(facts),
        "sender": _senders(facts),
        "file": _files(facts),
        "name": filter(None, [person_names.key(facts.author.name)]),
        "subject": filter(None, [subject(facts.subject)]),
    }
    return tuple(Trait(kind, value) for kind in KINDS for value in _first(found[kind]))


def _first(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))[:_MOST_OF_A_KIND]


def lure(text: str) -> list[str]:
    """Fingerprints of a text; two texts that say nearly the same share one. None for a few words."""
    words = _WORD.findall(_NOISE.sub(" ", text[:20_000]).lower())[:_MOST_WORDS]
    pairs = set(pairwise(words))
    if len(pairs) < _LEAST_PAIRS:
        whole = " ".join(words)
        return [f"w{sha256(whole.encode()).hexdigest()[:16]}"] if len(words) >= _LEAST_WORDS else []
    drawn = (_UNPACKED.unpack(shake_128(f"{a} {b}".encode()).digest(_UNPACKED.size)) for a, b in pairs)
    minima = [min(column) for column in zip(*drawn, strict=True)]
    return [f"{band}{_hash(minima[band * _ROWS : (band + 1) * _ROWS])}" for band in range(_BANDS)]


def _hash(minima: list[int]) -> str:
    return sha256(struct.pack(f"<{len(minima)}I", *minima)).hexdigest()[:16]


def subject(text: str) -> str:
    """What subjects of one attack have in common: without Re:, numbers and case; "" for less than a word."""
    before = None
    while before != text:
        before, text = text, _PREFIX.sub("", text, count=1) if _PREFIX.match(text) else text
    return " ".join(_WORD.findall(_NOISE.sub(" ", text[:500]).lower()))[:200]


def _hosts(facts: Facts) -> Iterator[str]:
    """Where its links lead: not to us, our partners or services, nor to what everybody visits."""
    for link in facts.clicked:
        for host in links.ends(link):
            if host and not _is_home(host, facts) and not links.is_well_known(host):
                yield owned(host)


def owned(host: str) -> str:
    """The host where many publish under one name, else the registrable domain."""
    if any(lists.match(name, host) for name in ("subdomain_hosts", "page_makers", "file_hosts")):
        return host
    return domain_names.organisation(host)


def _is_home(host: str, facts: Facts) -> bool:
    ends = (*facts.profile.own_ends, *facts.profile.other_ends)
    return bool(ends) and f".{host}".endswith(ends)


def _senders(facts: Facts) -> Iterator[str]:
    author = facts.author
    if not author.address:
        return
    yield author.key
    domain = author.domain
    if not (identity.is_free(author) or _is_home(domain, facts) or lists.match("bulk_mailers", domain)):
        yield f"@{domain_names.organisation(domain)}"


def _files(facts: Facts) -> Iterator[str]:
    """Their contents; pictures inside the text are in everybody's mail."""
    for file in facts.files:
        if file.sha256 and not _is_picture(file):
            yield file.sha256


def _is_picture(file: File) -> bool:
    return file.is_inline and file.type.startswith(_SHOWS)
