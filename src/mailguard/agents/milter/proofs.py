"""What SPF, DKIM, DMARC and ARC found, as Authentication-Results (RFC 8601) without its server."""

import re
from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.facts.relay import handover

_SAFE = re.compile(r"[A-Za-z0-9._@+=/-]{1,253}")
_MOST_SIGNATURES = 8


def results(facts: Facts) -> str:
    """``spf=pass smtp.mailfrom=example.org; dkim=…``, or "none" where nothing was looked up."""
    return "; ".join(_found(facts)) or "none"


def _found(facts: Facts) -> Iterator[str]:
    known = facts.authentication
    if known.spf.result != "unknown":
        border = handover(facts)
        sender = border.mail_from or ""
        where = _told("smtp.mailfrom", sender) if sender else _told("smtp.helo", border.helo)
        yield f"spf={known.spf.result}{where}"
    for each in known.dkim[:_MOST_SIGNATURES]:
        if each.result != "unknown":
            tags = _told("header.d", each.domain) + _told("header.s", each.selector)
            yield f"dkim={each.result}{tags}{_told('header.a', each.algorithm)}"
    if known.dmarc.result != "unknown":
        policy = f" (p={known.dmarc.policy})" if known.dmarc.policy else ""
        yield f"dmarc={known.dmarc.result}{policy}{_told('header.from', facts.author.domain)}"
    if known.arc.result in {"pass", "fail"}:
        yield f"arc={known.arc.result}"


def _told(name: str, value: str) -> str:
    return f" {name}={value}" if _SAFE.fullmatch(value) else ""
