"""E-mail addresses: read, checked and brought to one form for comparison."""

import re
from dataclasses import dataclass
from functools import lru_cache

import idna

# RFC 5321 4.5.3.1: 64 bytes before the @, 255 after; RFC 5321 errata 1690: 254 in all.
_LOCAL = re.compile(r"[^\s@\"(),:;<>\[\\\]\x00-\x1f\x7f]{1,64}")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")


class BadAddress(ValueError):
    """The text is no e-mail address that mail could be sent to."""


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox: ``local`` as written, ``domain`` in lower-case ASCII (RFC 5890 A-labels)."""

    local: str
    domain: str

    def __str__(self) -> str:
        return f"{self.local}@{self.domain}"

    @property
    def key(self) -> str:
        """What two spellings of one mailbox have in common: case is dropped."""
        return f"{self.local.lower()}@{self.domain}"


def read(text: str) -> Address:
    """Read ``name@domain``, or raise BadAddress; no quoted local parts (RFC 5321 4.1.2)."""
    text = text.strip()
    local, at, domain = text.rpartition("@")
    if not at:
        raise BadAddress("there is no @ in it")
    if not _LOCAL.fullmatch(local) or local.startswith(".") or local.endswith(".") or ".." in local:
        raise BadAddress("the part before the @ is not valid")
    domain = _ascii_domain(domain)
    if len(local.encode()) + 1 + len(domain) > 254:
        raise BadAddress("it is longer than 254 characters")
    return Address(local, domain)


def key_of(text: str) -> str:
    """What spellings of one mailbox have in common; empty where the text is no address."""
    try:
        return read(text).key
    except BadAddress:
        return ""


@lru_cache(4_096)  # most of a list lives on a few domains
def _ascii_domain(domain: str) -> str:
    domain = domain.rstrip(".").lower()
    if not domain.isascii():
        try:
            domain = idna.encode(domain, uts46=True).decode()
        except idna.IDNAError as error:
            raise BadAddress("the domain is not valid") from error
    labels = domain.split(".")
    if len(labels) < 2 or len(domain) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise BadAddress("the domain is not valid")
    if labels[-1].isdigit():
        raise BadAddress("the domain is an IP address")
    return domain
