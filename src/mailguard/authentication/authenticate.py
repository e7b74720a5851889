"""All checks of one message, within bounds: nothing in it raises, nothing in it takes long."""

from collections.abc import Iterator
from dataclasses import replace

from mailguard.authentication import arc, dkim, dmarc, dns, keys, spf, tags, trusted
from mailguard.authentication.dns import Resolver
from mailguard.authentication.message_bytes import MessageBytes
from mailguard.facts import Arc, Authentication, Facts, Signature, Spf
from mailguard.facts.relay import handover
from mailguard.identifiers import domain_names

_UNSURE = {"unknown", "temperror"}


def authenticate(
    raw: bytes, facts: Facts, resolver: Resolver | None, is_crlf: bool = False
) -> Authentication:
    """Proof of a message's origin. ``is_crlf``: its lines are known to end in CRLF.

    Without a resolver trusted receivers' words (RFC 8601), else ours first, theirs for what is unknown.
    """
    told = trusted.read(facts)
    if resolver is None:
        return told
    resolver = dns.for_message(resolver)
    message = MessageBytes(raw, is_crlf)
    dns.prefetch(resolver, _questions(message, facts))
    sender, helo = _spf(facts, resolver)
    if sender.result in _UNSURE and told.spf.result not in _UNSURE:
        sender = told.spf
    signatures = dkim.verify_all(message, resolver, facts.author.domain, facts.now)
    signatures = tuple(_settled(each, told.dkim) for each in signatures)
    chain = arc.verify(message, resolver)
    if chain.result == "unknown" and told.arc.result == "pass":
        chain = replace(chain, result="pass")
    found = dmarc.evaluate([each.domain for each in facts.from_], sender, signatures, resolver)
    if found.result in _UNSURE and told.dmarc.result not in _UNSURE:
        found = told.dmarc
    return Authentication(sender, helo, signatures, _whole(chain, message), found, told.trusted)


def _whole(chain: Arc, message: MessageBytes) -> Arc:
    return Arc("unknown") if message.is_too_big else chain


def _settled(own: Signature, told: tuple[Signature, ...]) -> Signature:
    """Our finding; where a server of ours may have changed the message since, that of the border."""
    if own.result not in _UNSURE | {"fail"}:
        return own
    for each in told:
        if each.domain == own.domain and each.result == "pass":
            return replace(own, result="pass", detail="as the receiving server found")
    return own


def _spf(facts: Facts, resolver: Resolver) -> tuple[Spf, Spf]:
    """Of MAIL FROM and of HELO (RFC 7208 2.3, 2.4); the null sender is postmaster at the HELO name."""
    border = handover(facts)
    if not border.ip:
        return Spf(), Spf()
    now = int(facts.now.timestamp()) if facts.now else 0
    client = spf.Client(border.ip, border.helo[:253], now)
    helo = Spf("none")
    if border.helo:
        greeting = domain_names.ascii_form(border.helo)
        helo = spf.check(client, f"postmaster@{greeting}", greeting, resolver)
    if border.mail_from is None:
        return Spf(), helo
    if not border.mail_from:
        return helo, helo
    domain = domain_names.ascii_form(border.mail_from.rpartition("@")[2])
    return spf.check(client, border.mail_from[:500], domain, resolver), helo


def _questions(message: MessageBytes, facts: Facts) -> Iterator[tuple[str, str]]:
    """What will surely be asked, so that it can be asked at the same time."""
    border = handover(facts)
    if border.ip:
        for name in {(border.mail_from or "").rpartition("@")[2].lower(), border.helo.lower()}:
            if "." in name:
                yield name, "TXT"
    for field in message.named(b"dkim-signature")[: dkim.MOST_SIGNATURES]:
        try:
            found = tags.read(field.value)
        except tags.BadTags:
            continue
        if found.get("s") and found.get("d"):
            yield keys.name(found["s"].lower(), domain_names.ascii_form(found["d"])), "TXT"
    for name in arc.names(message):
        yield name, "TXT"
    if facts.author.domain:  # what stands above them is seldom asked for, and only where they say nothing
        for name in {facts.author.domain, domain_names.organisation(facts.author.domain)}:
            yield f"_dmarc.{name}", "TXT"
