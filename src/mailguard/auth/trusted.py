"""Results of the servers that the profile names: believed from nobody else, and only above the border.

A sender can write any header, but only below the Received of the first server that is not theirs. So a
result counts if its server is trusted and it stands above the newest Received that a trusted server wrote,
with nothing but that organisation's own handovers on top of it (RFC 8601 5 and 7.1).
"""

import re
from collections.abc import Iterator
from itertools import islice

from mailguard import domains
from mailguard.auth import results
from mailguard.border import is_outside
from mailguard.facts import Arc, Authentication, Dmarc, Facts, Hop, Signature, Spf

_HEADERS = {"authentication-results", "arc-authentication-results"}
_SPF = {"pass", "fail", "softfail", "neutral", "none", "temperror", "permerror"}
_DKIM = {"pass", "fail", "neutral", "policy", "temperror", "permerror"}
_DMARC = {"pass", "fail", "none", "temperror", "permerror"}
_NAME = re.compile(r"[a-z0-9._-]+")
_MOST_SIGNATURES = 8


def read(facts: Facts) -> Authentication:
    """What trusted servers found, newest first where they differ; nothing where there is none."""
    servers: list[str] = []
    found: list[results.Found] = []
    for server, each in _believed(facts):
        servers.append(server)
        found += each.found
    if not servers:
        return Authentication()
    signatures = tuple(_signature(each) for each in found if each.method == "dkim" and each.result != "none")
    spf = _first(found, "spf")
    arc = _first(found, "arc")
    sender = _spf(spf)
    return Authentication(
        spf=sender,
        dkim=signatures[:_MOST_SIGNATURES],
        arc=Arc(arc.result if arc and arc.result in {"pass", "fail", "none"} else "unknown"),
        dmarc=_dmarc(_first(found, "dmarc"), facts, sender, signatures),
        trusted=servers[0],
    )


def _believed(facts: Facts) -> Iterator[tuple[str, results.Results]]:
    """Server and results of each header that counts."""
    if not facts.profile.trusted_receivers or is_from_outside(facts):
        return
    waiting: list[tuple[str, results.Results]] = []
    hops = iter(facts.hops)
    for name, value in islice(facts.headers, 200):
        if name in _HEADERS:
            each = results.read(value)
            if not each.server or is_trusted(each.server, facts):
                waiting.append((each.server, each))
        elif name == "received":
            hop = next(hops, None)
            if hop is None or _is_foreign(hop, facts):
                return
            if is_trusted(hop.by, facts):
                yield from ((server or hop.by, each) for server, each in waiting)
                return


def is_from_outside(facts: Facts) -> bool:
    """Somebody outside is handing it over just now: no server of ours has written into it yet."""
    envelope = facts.envelope
    return is_outside(envelope.client_ip) and not is_trusted(envelope.client_name, facts)


def is_trusted(host: str, facts: Facts) -> bool:
    """Whether a server is named in the profile, or lies in a named domain."""
    host = host.lower()
    return any(domains.is_under(host, each.lower()) for each in facts.profile.trusted_receivers if each)


def _is_foreign(hop: Hop, facts: Facts) -> bool:
    """A Received that nobody of ours need have written: it took the message from somebody, and isn't
    trusted.
    """
    return not is_trusted(hop.by, facts) and bool(hop.ip or hop.helo or hop.name)


def _first(found: list[results.Found], method: str) -> results.Found | None:
    return next((each for each in found if each.method == method), None)


def _spf(found: results.Found | None) -> Spf:
    if found is None:
        return Spf()
    result = found.result if found.result in _SPF else "unknown"
    return Spf(result, _name(found.domain("smtp.mailfrom", "smtp.mfrom", "smtp.helo")))


def _signature(found: results.Found) -> Signature:
    return Signature(
        found.result if found.result in _DKIM else "unknown",
        _name(found.domain("header.d", "header.i")),
        found.values.get("header.s", ""),
        found.values.get("header.a", ""),
    )


def _name(text: str) -> str:
    return text if len(text) <= 253 and _NAME.fullmatch(text) else ""


def _dmarc(found: results.Found | None, facts: Facts, spf: Spf, signatures: tuple[Signature, ...]) -> Dmarc:
    own = facts.author.organisation
    if len({each.organisation for each in facts.from_}) > 1:
        return Dmarc("permerror")  # which of them was tested isn't said
    by_spf = spf.result == "pass" and bool(own) and domains.organisation(spf.domain) == own
    by_dkim = any(
        each.result == "pass" and bool(own) and domains.organisation(each.domain) == own
        for each in signatures
    )
    if found is None:
        return Dmarc(has_aligned_spf=by_spf, has_aligned_dkim=by_dkim)
    result = (
        found.result if found.result in _DMARC else "none" if found.result == "bestguesspass" else "unknown"
    )
    author = found.domain("header.from")
    if result == "pass" and author and domains.organisation(author) != own:
        return Dmarc("unknown")  # it speaks of another From than the one that is shown
    return Dmarc(result, author if result in {"pass", "fail"} else "", found.policy, by_spf, by_dkim)
