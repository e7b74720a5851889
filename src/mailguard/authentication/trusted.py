"""Results of the servers that the profile names: believed from nobody else, and only above the border.

A result counts above the newest Received of a trusted server, under nothing but that organisation's own
handovers (RFC 8601 5 and 7.1); a sender can write all below. Results of a filter stand right below that
Received: they count for servers known for it (``place``), the first ones there.
"""

import re
from collections.abc import Iterator
from itertools import islice

from mailguard.authentication import results
from mailguard.facts import Arc, Authentication, Dmarc, Facts, Hop, Signature, Spf
from mailguard.facts.relay import is_loopback, is_outside
from mailguard.identifiers import domain_names

_HEADERS = {"authentication-results", "arc-authentication-results"}
_SPF = {"pass", "fail", "softfail", "neutral", "none", "temperror", "permerror"}
_DKIM = {"pass", "fail", "neutral", "policy", "temperror", "permerror"}
_DMARC = {"pass", "fail", "none", "temperror", "permerror"}
_NAME = re.compile(r"[a-z0-9._-]+")
_MOST_SIGNATURES = 8
_BETWEEN = ("x-", "received-spf", "dkim-filter", "dmarc-filter", "arc-", "delivered-to", "return-path")
HABIT = (
    10,
    0.5,
)  # messages taken in by a server, and the share of them with results right below its Received


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
    if not facts.profile.trusted_receivers or is_from_outside(facts):
        return
    waiting: list[tuple[str, results.Results]] = []
    hops = iter(facts.hops)
    headers = islice(facts.headers, 200)
    for name, value in headers:
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
                if not waiting and hop.by.lower() in facts.profile.results_below:
                    yield from _below(headers, facts)
                return


def _below(headers: Iterator[tuple[str, str]], facts: Facts) -> Iterator[tuple[str, results.Results]]:
    """Results down to the next field not of ours; of a method only the first, others may be forged."""
    answered: set[str] = set()
    for name, value in headers:
        if name == "authentication-results":
            each = results.read(value)
            methods = {found.method for found in each.found}
            if not is_trusted(each.server, facts) or answered & methods:
                return
            answered |= methods
            yield each.server, each
        elif not name.startswith(_BETWEEN):
            return


def place(facts: Facts) -> tuple[str, bool] | None:
    """The trusted server that took it in, and whether results stand below its Received (``HABIT``)."""
    if not facts.profile.trusted_receivers or is_from_outside(facts):
        return None
    hops = iter(facts.hops)
    headers = islice(facts.headers, 200)
    has_above = False
    for name, value in headers:
        if name in _HEADERS:
            server = results.read(value).server
            has_above = has_above or not server or is_trusted(server, facts)
        elif name == "received":
            hop = next(hops, None)
            if hop is None or _is_foreign(hop, facts):
                return None
            if is_trusted(hop.by, facts):
                return hop.by.lower(), not has_above and any(True for _ in _below(headers, facts))
    return None


def is_from_outside(facts: Facts) -> bool:
    """Somebody outside is handing it over just now: no server of ours has written into it yet."""
    envelope = facts.envelope
    return is_outside(envelope.client_ip) and not is_trusted(envelope.client_name, facts)


def is_trusted(host: str, facts: Facts) -> bool:
    """Whether a server is named in the profile, or lies in a named domain."""
    host = host.lower()
    return any(domain_names.is_under(host, each.lower()) for each in facts.profile.trusted_receivers if each)


def _is_foreign(hop: Hop, facts: Facts) -> bool:
    """A Received of nobody of ours; who hands on a trusted server's mail from itself is no stranger."""
    if is_trusted(hop.by, facts) or not (hop.ip or hop.helo or hop.name):
        return False
    return not (is_loopback(hop.ip) and domain_names.organisation(hop.by.lower()) in _organisations(facts))


def _organisations(facts: Facts) -> set[str]:
    return {domain_names.organisation(each.lower()) for each in facts.profile.trusted_receivers} - {""}


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
    by_spf = spf.result == "pass" and bool(own) and domain_names.organisation(spf.domain) == own
    by_dkim = any(
        each.result == "pass" and bool(own) and domain_names.organisation(each.domain) == own
        for each in signatures
    )
    if found is None:
        return Dmarc(has_aligned_spf=by_spf, has_aligned_dkim=by_dkim)
    result = (
        found.result if found.result in _DMARC else "none" if found.result == "bestguesspass" else "unknown"
    )
    author = found.domain("header.from")
    if result == "pass" and author and domain_names.organisation(author) != own:
        return Dmarc("unknown")  # it speaks of another From than the one that is shown
    return Dmarc(result, author if result in {"pass", "fail"} else "", found.policy, by_spf, by_dkim)
