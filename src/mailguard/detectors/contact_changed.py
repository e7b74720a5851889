"""A contact card gives somebody we know another address."""

import unicodedata
from collections.abc import Iterator

from mailguard import attached
from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


def _plain(name: str) -> str:
    """Letters only, without accents and case, the words in one order."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    words = "".join(each if each.isalpha() else " " for each in letters if not unicodedata.combining(each))
    return " ".join(sorted(words.split()))


def _addresses(facts: Facts, name: str) -> frozenset[str]:
    """The addresses that somebody of this name on the team truly has."""
    for insider in facts.profile.insiders:
        if name in {_plain(each) for each in (insider.name, *insider.also)}:
            return insider.all_addresses
    return frozenset()


@detector
def contact_changed(facts: Facts) -> Iterator[Evidence]:
    """A contact card gives somebody we know another address."""
    for file, name in attached.having(facts, "contact_name"):
        addresses = {trait.detail.lower() for trait in file.traits if trait.name == "contact_address"}
        if not addresses:
            continue
        known = _addresses(facts, _plain(name))
        if known and not addresses & known:
            yield found("The card of {name} says {address}.", name=name, address=min(addresses))
        elif not known and _plain(facts.author.name) == _plain(name) and facts.author.key not in addresses:
            # People have more than one address, so this says little.
            yield found("The card of {name} says {address}.", 0.4, name=name, address=min(addresses))
