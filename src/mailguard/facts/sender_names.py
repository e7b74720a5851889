"""Names that senders go by: services without a house, machines, and names of their own in their domains."""

import re
from functools import lru_cache

from mailguard.facts import links
from mailguard.facts.record import Record
from mailguard.identifiers import domain_names, lists
from mailguard.lookalikes.names import provider_domains, words
from mailguard.lookalikes.skeleton import plain, squeeze

_WORD = re.compile(r"[a-z0-9]+")
# Mailboxes that nobody reads, and those of posts and shops, whose mail is often made by a program.
_UNATTENDED = (
    r"do-?not-?reply|no-?reply|ne-?pas-?repondre|notif\w*|alerts?|alertes?|newsletter|mailer"
    r"|billing|facturation"
)
_UNREAD = re.compile(rf"(?:{_UNATTENDED})(?![a-z])")
_MACHINE = re.compile(
    rf"(?:{_UNATTENDED}|accounts?|comptes?|payments?|paiements?|sales|ventes|achats|livraisons?|deliver(?:y|ies)"
    r"|billetterie|tickets?|clients?|customers?|support|hello|bonjour|updates?|orders?|commandes?|receipts?|recus?"
    r"|events?|evenements?|members?|adhesions?|boutique|shop|reservations?|bookings?|service|info|security|securite"
    r"|team|equipe)(?![a-z])"
)
_SHORTEST = 3  # letters of a word within a label that has no hyphens


def is_machine(facts: Record) -> bool:
    """It doesn't claim that somebody sat down and wrote it."""
    local = facts.author.local
    if facts.bulk.is_automatic or facts.bulk.unsubscribe or local in words("shared_locals"):
        return True
    return bool(_MACHINE.match(local))


def is_unattended(facts: Record) -> bool:
    return bool(_UNREAD.match(facts.author.local))


def is_hosted(facts: Record, home: frozenset[str]) -> bool:
    """A program that many run on hosts of their own signs with its name, and leads nowhere but ``home``."""
    told = _WORD.findall(plain(facts.author.name[:120]))
    if not told or told[0] not in words("self_hosted") or not facts.is_authenticated:
        return False
    return not is_nameless(facts.author.domain) and all(link.organisation in home for link in facts.clicked)


def is_in_domain(facts: Record) -> bool:
    """The author's name is in their domain, and it is a name: shops, clubs and firms sign so."""
    label = squeeze(plain(domain_names.unicode_form(domain_names.brand(facts.author.domain))))
    told = [word for word in _WORD.findall(plain(facts.author.name)) if len(word) > 2 and not _is_said(word)]
    return any(word in label for word in told) or (len(told) > 1 and label.startswith(_initials(told)))


def _initials(told: list[str]) -> str:
    return "".join(word[0] for word in told)


def is_nameless(domain: str) -> bool:
    """A domain made of nothing but words of services, such as ``mail-notice.example``."""
    organisation = domain_names.organisation(domain)
    if not organisation or domain_names.is_ip(organisation) or organisation in provider_domains():
        return False
    if lists.match("bulk_mailers", domain) or links.is_anybodys(domain):
        return False
    return not links.is_known(organisation) and _is_made(organisation.partition(".")[0])


def is_half_made(domain: str) -> bool:
    """A name with a hyphened word of what is feigned behind or before it: ``some-verification.example``."""
    organisation = domain_names.organisation(domain)
    if (
        not organisation
        or domain_names.is_ip(organisation)
        or links.is_known(organisation)
        or links.is_anybodys(domain)
    ):
        return False
    pieces = plain(organisation.partition(".")[0]).split("-")
    return 1 < len(pieces) < 4 and any(piece in words("feigned") for piece in pieces)


def is_post(name: str) -> bool:
    """A display name of nothing but words of services: "Mail Desk", "Service courriel"; or none at all."""
    return all(_is_said(word) for word in _WORD.findall(plain(name[:120])))


def _is_said(word: str) -> bool:
    return word.isdigit() or word in words("services") or word in words("nameless")


@lru_cache(8_192)
def _is_made(label: str) -> bool:
    """At least two words, and nothing else but digits."""
    pieces = [piece for piece in label.split("-") if piece and not piece.isdigit()]
    counts = [_count(piece.strip("0123456789")) for piece in pieces]
    return bool(counts) and all(counts) and sum(counts) > 1


def _count(piece: str) -> int:
    """How many known words make up the piece, the fewest; 0 where they don't."""
    if _is_said(piece):
        return 1
    least = [0] + [99] * len(piece)
    for end in range(_SHORTEST, len(piece) + 1):
        for start in range(max(0, end - 16), end - _SHORTEST + 1):
            if least[start] < least[end] - 1 and _is_said(piece[start:end]):
                least[end] = least[start] + 1
    return least[-1] if least[-1] < 99 and len(piece) > 6 else 0
