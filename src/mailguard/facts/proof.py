"""Questions about what proves the author that more than one detector asks."""

from mailguard.facts import links
from mailguard.facts.authentication import Signature
from mailguard.facts.envelope import Hop
from mailguard.facts.record import Record
from mailguard.facts.relay import crossing
from mailguard.identifiers import domain_names

_CHECKED = {"pass", "fail", "none", "permerror"}
_SIGNED_IN = {
    "ESMTPA",
    "ESMTPSA",
    "SMTPSA",
    "SMTPA",
    "LMTPA",
    "UTF8SMTPSA",
    "UTF8SMTPA",
    "HTTP",
    "HTTPS",
    "MAPI",
}
SOUND_BITS = 2048  # of an RSA key: what RFC 8301 3.2 asks signers to use
_SEALERS = 2_000  # ranks of sealers whose word counts


def was_checked(facts: Record) -> bool:
    """Somebody looked: a missing proof means something."""
    return facts.authentication.dmarc.result in _CHECKED


def is_own(domain: str, facts: Record) -> bool:
    """A domain of the profile, or one below it."""
    return f".{domain}".endswith(facts.profile.own_ends)


def aligned(facts: Record) -> list[Signature]:
    """The signatures of the author's organisation, whatever became of them."""
    own = facts.author.organisation
    return [
        each for each in facts.authentication.dkim if own and domain_names.organisation(each.domain) == own
    ]


def is_vouched(facts: Record) -> bool:
    """The author was proven to a known forwarder (RFC 8617), every sealer being known."""
    arc = facts.authentication.arc
    own = facts.author.organisation
    if arc.result != "pass" or not arc.sealers or "dmarc=fail" in arc.seen:
        return False
    if not own or own not in map(domain_names.organisation, arc.proven):
        return False
    return all(is_known_sealer(each, facts) for each in arc.sealers)


def is_only_begun(facts: Record) -> bool:
    """The author is proven by nothing but signatures that leave the end of the text open."""
    good = [each for each in aligned(facts) if each.result == "pass"]
    return (
        bool(good)
        and all(each.is_partial for each in good)
        and not facts.authentication.dmarc.has_aligned_spf
    )


def is_known_sealer(sealer: str, facts: Record) -> bool:
    """A server of our own, or of an organisation that everybody uses: anybody can seal a chain."""
    if is_own(sealer, facts) or any(
        domain_names.is_under(each, sealer) for each in facts.profile.trusted_receivers
    ):
        return True
    return links.is_visited(domain_names.organisation(sealer), _SEALERS)


def is_indirect(facts: Record) -> bool:
    """It came over a list or a forwarder, which break SPF and often signatures."""
    return facts.bulk.is_list or is_vouched(facts)


def from_outside(facts: Record) -> Hop | None:
    """The Received in which a server of ours took it from somebody who had not signed in, None if inside."""
    envelope = facts.envelope
    if envelope.is_outgoing:
        return None
    if envelope.client_ip:
        return Hop(by=envelope.receiver, helo=envelope.helo, name=envelope.client_name, ip=envelope.client_ip)
    hop = crossing(facts)
    return None if hop is None or hop.protocol.upper() in _SIGNED_IN else hop


def sender_domain(facts: Record) -> str:
    """The domain of MAIL FROM, "" for bounces and where nobody told."""
    mail_from = facts.envelope.mail_from
    address = facts.return_path if mail_from is None else mail_from
    return domain_names.ascii_form(address.rpartition("@")[2].strip("<> "))
