"""The name of an authority on a mailbox that is not the state's."""

import re
from collections.abc import Iterator

from mailguard import identity, lists
from mailguard.facts import Facts
from mailguard.intents import fold
from mailguard.signals import Evidence, detector, found

_NAMES = (
    "commission (?:nationale|electorale|des comptes|de controle)",
    "(?:national|federal|state|central) (?:election|electoral)",
    "(?:election|electoral) (?:commission|authority|office|board|committee)",
    "data protection (?:authority|office|commission)",
    "(?:ministere|ministry|department) (?:de|of|des|du|for)",
    "(?:sous-)?prefecture|tribunal|parquet|greffe|gendarmerie|regulator|regulateur|revenue service",
    "police (?:nationale|judiciaire|department)",
    "direction generale|finances publiques|service des impots|tresor public",
    "autorite (?:de|des|nationale|electorale)|haute autorite|cour des comptes",
    "tax (?:office|authority|administration)|(?:high|district|county|supreme) court",
    "securite sociale|assurance maladie|protection des donnees|comptes de campagne|ordre des avocats",
)
_AUTHORITY = re.compile(rf"\b(?:{'|'.join(_NAMES)})\b")
_OFFICIAL = re.compile(
    r"(?:^|\.)(?:gouv\.fr|gov|gov\.[a-z]{2}|europa\.eu|mil|justice\.fr|admin\.ch|gc\.ca|bund\.de)$"
)


@detector
def authority_claimed(facts: Facts) -> Iterator[Evidence]:
    """It speaks in the name of an authority, from an address that is not an authority's."""
    author = facts.author
    if not author.domain or facts.bulk.is_list or _OFFICIAL.search(author.domain):
        return
    if identity.is_in_profile(author, facts) or identity.is_acquaintance(facts):
        return
    by_name = _AUTHORITY.search(fold(author.name))
    match = by_name or _AUTHORITY.search(fold(facts.subject))
    if not match:
        return
    strength = 1.0 if by_name else 0.5
    if facts.bulk.unsubscribe and not lists.match("odd_suffixes", author.domain):
        strength *= 0.4
    yield found(
        "It speaks as {name}, but comes from {address}.", strength, name=match.group(), address=author.address
    )
