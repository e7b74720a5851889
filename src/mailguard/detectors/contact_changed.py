"""Somebody we know is said to be reached elsewhere from now on."""

import unicodedata
from collections.abc import Iterator

from mailguard.facts import Facts, attachments, identity, unknown_senders
from mailguard.signals import Evidence, detector, found


def _plain(name: str) -> str:
    """Letters only, without accents and case, the words in one order."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    words = "".join(each if each.isalpha() else " " for each in letters if not unicodedata.combining(each))
    return " ".join(sorted(words.split()))


def _addresses(facts: Facts, name: str) -> frozenset[str]:
    for insider in facts.profile.insiders:
        if name in {_plain(each) for each in (insider.name, *insider.also)}:
            return insider.all_addresses
    return frozenset()


@detector
def contact_changed(facts: Facts) -> Iterator[Evidence]:
    """It announces a new address or phone number for someone we know."""
    yield from _in_words(facts)
    for file, name in attachments.having(facts, "contact_name"):
        addresses = {trait.detail.lower() for trait in file.traits if trait.name == "contact_address"}
        if not addresses:
            continue
        known = _addresses(facts, _plain(name))
        if known and not addresses & known:
            yield found("The card of {name} says {address}.", name=name, address=min(addresses))
        elif not known and _plain(facts.author.name) == _plain(name) and facts.author.key not in addresses:
            # People have more than one address, so this says little.
            yield found("The card of {name} says {address}.", 0.4, name=name, address=min(addresses))


def _in_words(facts: Facts) -> Iterator[Evidence]:
    """People do change their numbers; those who also want something grave may be somebody else."""
    author, relation = facts.author, facts.relation
    if facts.bulk.unsubscribe or facts.bulk.is_list:
        return
    if not (relation.n_sent or identity.is_ours(author, facts) or identity.is_partner(author, facts)):
        return
    moved = facts.insight.asked("contact_moved")
    if not moved.n:
        return
    wants = any(facts.insight.asked(name).n for name in unknown_senders.GRAVE_FROM_FRIENDS)
    parts = facts.insight.asked("channel_move").n or facts.insight.asked("hushed").n
    changed = relation.client_known is False or relation.origin_known is False
    strength = 0.3 + 0.3 * wants + 0.15 * bool(parts) + 0.25 * changed
    yield found("It says “{words}”.", min(1.0, strength), words=facts.insight.quote(moved))
