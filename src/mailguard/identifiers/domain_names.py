"""Domain names: the registrable domain, and one form for comparison. No look-ups."""

from functools import lru_cache
from pathlib import Path

import idna
from publicsuffixlist import PSLFILE, PublicSuffixList


@lru_cache(1)
def _suffixes() -> PublicSuffixList:
    """The library's list; read here, since it takes five times as long to encode each line by IDNA 2003."""
    rules = []
    for line in Path(PSLFILE).read_text(encoding="utf-8").splitlines():
        rule = line.partition(" ")[0]
        if rule and not rule.startswith("//"):
            rules.append(rule)
            if not rule.isascii():
                rules.append(".".join(_a_label(label) for label in rule.split(".")))
    return PublicSuffixList("\n".join(rules).encode(), accept_encoded_idn=False)


def _a_label(label: str) -> str:
    """Of a label in the list, which is normalised already (RFC 5890 2.3.2.1)."""
    return label if label.isascii() else f"xn--{label.encode('punycode').decode()}"


@lru_cache(16_384)
def organisation(host: str) -> str:
    """The registrable domain in A-labels; an IP address, suffix or dotless name as it is."""
    host = host.rstrip(".")
    if not host or is_ip(host):
        return host
    return _suffixes().privatesuffix(host) or host


@lru_cache(16_384)
def suffix(host: str) -> str:
    """The public suffix: ``co.uk`` of ``www.example.co.uk``."""
    return _suffixes().publicsuffix(host.rstrip(".")) or ""


@lru_cache(16_384)
def is_known_suffix(host: str) -> bool:
    """Whether the name ends in a public suffix that exists, so that it can be a name in the DNS."""
    return bool(_suffixes().publicsuffix(host.rstrip("."), accept_unknown=False))


def is_under(host: str, domain: str) -> bool:
    """The host is the domain or lies below it; both in lower-case A-labels."""
    return host == domain or host.endswith(f".{domain}")


def brand(host: str) -> str:
    """The label that people know: ``example`` of ``www.example.co.uk``."""
    return organisation(host).partition(".")[0]


def is_ip(host: str) -> bool:
    """An IPv4 address, or an IPv6 one in brackets or bare."""
    return host.startswith("[") or ":" in host or host.replace(".", "").isdigit()


@lru_cache(8_192)
def ascii_form(host: str) -> str:
    """Lower-case A-labels (RFC 5890), or the text itself in lower case where it is no valid name."""
    host = host.strip().rstrip(".").lower()
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode()
    except (idna.IDNAError, UnicodeError):
        return host


@lru_cache(8_192)
def unicode_form(host: str) -> str:
    """What a mail program may show: U-labels, or the text itself where it can't be decoded."""
    if "xn--" not in host:
        return host
    try:
        return idna.decode(host)
    except (idna.IDNAError, UnicodeError):
        return host
