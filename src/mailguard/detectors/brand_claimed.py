"""A name on the envelope that its address doesn't bear out."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity, links, sender_names
from mailguard.lookalikes import watch_for
from mailguard.lookalikes.skeleton import skeleton, squeeze
from mailguard.signals import Evidence, detector, found


@detector
def brand_claimed(facts: Facts) -> Iterator[Evidence]:
    """It claims to be from a well-known sender, but the address isn't theirs."""
    author = facts.author
    if not author.domain or identity.is_ours(author, facts):
        return
    if ours := _our_name(author.name, facts):
        strength = identity.doubt(facts) if not identity.is_partner(author, facts) else 0.3
        yield found(
            "It calls itself {name}, but {address} is not ours.", strength, name=ours, address=author.address
        )
        return
    if watch_for(facts.profile).is_true(author.domain):
        return
    if facts.insight.is_hosted:
        return
    provider = identity.provider_named(author.name)
    if provider and not _is_theirs(squeeze(author.organisation), provider.words):
        yield found(
            "It calls itself {name}, but {address} is not theirs.",
            identity.doubt(facts),
            name=author.name,
            address=author.address,
        )
    elif house := _house(author.name, author.organisation):
        domain, strength = house
        yield found(
            "It calls itself {name}, but {address} is not theirs.",
            strength * identity.doubt(facts),
            name=author.name,
            address=author.address,
            house=domain,
        )


def _house(name: str, organisation: str) -> tuple[str, float] | None:
    """The well-known house that a name is, unless the address is of a house of that name too."""
    house = identity.house_named(name)
    if not house or links.is_well_known(organisation, links.LARGE):
        return None
    label = house.partition(".")[0].replace("-", "")
    own = squeeze(organisation.partition(".")[0])
    if label in own and label != own and sender_names.is_nameless(organisation.replace(label, "mail", 1)):
        return house, 0.8  # the name and service words
    if label in squeeze(organisation) or squeeze(organisation) in label:
        return None
    return house, 0.5


def _our_name(name: str, facts: Facts) -> str:
    seen = squeeze(skeleton(name)).replace(" ", "")
    for ours in (facts.profile.name, *facts.profile.brands):
        wanted = squeeze(skeleton(ours)).replace(" ", "")
        if len(wanted) > 4 and wanted in seen:
            return ours
    return ""


def _is_theirs(organisation: str, words: tuple[str, ...]) -> bool:
    """A national branch under another ending, such as a provider's own top-level domain."""
    return organisation in words
