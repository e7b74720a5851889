"""DMARC records and where they stand: RFC 9989 4.7, 4.8, and the tree walk of 4.10.

Unlike RFC 7489 it asks upwards for records; ``np``, ``psd`` and ``t`` are new, ``pct`` is gone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from mailguard.authentication.dns import Resolver, prefetch

_MOST_LABELS = 8  # RFC 9989 4.10 steps 3 and 4
_VERSION = re.compile(rb"[Vv][ \t]*=[ \t]*DMARC1[ \t]*(?:;|\Z)")
_TAG = re.compile(r"[ \t]*([A-Za-z]+)[ \t]*=[ \t]*([\x20-\x3a\x3c-\x7e]+?)[ \t]*")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s,!]+")
_REQUESTS = {"none", "quarantine", "reject"}
_MILDER = {"reject": "quarantine", "quarantine": "none", "none": "none"}


class Unanswered(Exception):
    """A look-up on the way failed: neither pass nor fail can be said (RFC 9989 5.3.6)."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A record; requests are none, quarantine, reject or "". ``is_void``: malformed, unheard (4.10.1)."""

    p: str = ""
    sp: str = ""
    np: str = ""
    psd: str = "u"
    is_dkim_strict: bool = False
    is_spf_strict: bool = False
    is_test: bool = False
    is_void: bool = False

    def request(self, is_subdomain: bool, is_absent: bool) -> str:
        """What is asked for mail that fails, one step milder while testing (4.7, "t")."""
        asked = self.p
        if is_subdomain:
            asked = (self.np if is_absent else "") or self.sp or self.p
        return _MILDER[asked or "none"] if self.is_test else asked or "none"


@dataclass(frozen=True, slots=True)
class Found:
    """A record and the domain it speaks for."""

    domain: str
    policy: Policy


def is_dmarc(text: bytes) -> bool:
    """Whether a TXT record is a DMARC record: v=DMARC1 first (4.7, "v")."""
    return _VERSION.match(text) is not None


@lru_cache(4_096)
def read(text: bytes) -> Policy:
    """Read a DMARC record; unknown tags and malformed values are passed over (4.8)."""
    tags: dict[str, str] = {}
    for spec in text.decode("ascii", "replace")[:8_192].split(";")[1:]:
        if match := _TAG.fullmatch(spec):
            tags.setdefault(match[1].lower(), match[2])
    requests = {name: tags.get(name, "").lower() for name in ("p", "sp", "np")}
    wrong = [name for name, asked in requests.items() if asked and asked not in _REQUESTS]
    is_void = False
    if wrong or not requests["p"]:
        # 4.10.1: as p=none if reports are wanted somewhere, else as if there were no record.
        is_void = not any(
            _URI.fullmatch(each.strip().partition("!")[0]) for each in tags.get("rua", "").split(",")
        )
        requests = {"p": "none", "sp": "", "np": ""}
    return Policy(**requests, **_flags(tags), is_void=is_void)  # type: ignore[arg-type]


def _flags(tags: Mapping[str, str]) -> dict[str, object]:
    psd = tags.get("psd", "u").lower()
    return {
        "psd": psd if psd in ("y", "n") else "u",
        "is_dkim_strict": tags.get("adkim", "r").lower() == "s",
        "is_spf_strict": tags.get("aspf", "r").lower() == "s",
        "is_test": tags.get("t", "n").lower() == "y",
    }


def targets(domain: str) -> list[str]:
    """The domains that a walk asks at, at most eight (4.10 steps 1, 4 and 7)."""
    labels = domain.split(".")
    first = 1 if len(labels) < _MOST_LABELS else len(labels) - _MOST_LABELS + 1
    return [domain] + [".".join(labels[start:]) for start in range(first, len(labels))]


class Walks:
    """The walks of one message: each name is asked for once."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._records: dict[str, Policy | None] = {}

    def record(self, domain: str) -> Policy | None:
        """The one record at a domain; several count as none (4.10 step 2). Unanswered where nobody says."""
        if domain not in self._records:
            answer = self._resolver.lookup(f"_dmarc.{domain}", "TXT")
            if answer.status == "unknown":
                raise Unanswered(domain)
            records = [text for text in answer.byte_values if is_dmarc(text)]
            self._records[domain] = read(records[0]) if len(records) == 1 else None
        return self._records[domain]

    def walk(self, domain: str) -> list[Found]:
        """The records from a domain upwards, longest name first; psd=n and psd=y end it."""
        found: list[Found] = []
        for target in targets(domain):
            policy = self.record(target)
            if policy is not None:
                found.append(Found(target, policy))
                if policy.psd != "u":
                    break
        return found

    def organisation(self, domain: str) -> str:
        """The organisational domain (4.10.2, steps 1 to 3)."""
        found = self.walk(domain)
        for each in found:
            if each.policy.psd == "n":
                return each.domain
            if each.policy.psd == "y" and each.domain != domain:
                return _below(domain, each.domain)
        return found[-1].domain if found else domain

    def applicable(self, domain: str) -> Found | None:
        """The author's domain's record, else its organisation's, else its public suffix's (4.10.1)."""
        own = self.record(domain)
        if own is not None:
            return Found(domain, own)
        prefetch(self._resolver, ((f"_dmarc.{name}", "TXT") for name in targets(domain)[1:]))
        found = {each.domain: each for each in self.walk(domain)}
        organisation = self.organisation(domain)
        suffix = next((each for each in found.values() if each.policy.psd == "y"), None)
        return found.get(organisation, suffix)


def _below(domain: str, suffix: str) -> str:
    """The name one label longer than ``suffix`` on the way to ``domain``."""
    labels = domain.split(".")
    return ".".join(labels[-(suffix.count(".") + 2) :])
