"""A short name of ours within a stranger's domain."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity, links
from mailguard.identifiers import domain_names
from mailguard.lookalikes import watch_for
from mailguard.lookalikes.skeleton import plain, squeeze
from mailguard.signals import Evidence, detector, found

_SHORT = range(3, 6)  # letters; longer names are watched wherever they stand


@detector
def our_name_borrowed(facts: Facts) -> Iterator[Evidence]:
    """An unknown sender's domain contains our short name, and the message uses it."""
    profile = facts.profile
    if not facts.author.address or facts.bulk.has_post or identity.is_in_profile(facts.author, facts):
        return
    if facts.relation.n_sent or not (names := _short(profile.name, *profile.brands, *profile.domains)):
        return
    ends = [host for _, host in facts.insight.ends]
    for host in dict.fromkeys((facts.author.domain, *ends)):
        label = plain(domain_names.unicode_form(domain_names.brand(host)))
        pieces = label.split("-")
        name = next((each for each in pieces if each in names), "")
        if not name or len(pieces) < 2 or watch_for(profile).is_true(host) or links.is_known(host):
            continue
        told = f" {squeeze(plain(facts.author.name))} {plain(facts.subject)} {plain(facts.text[:1_000])} "
        if not any(f"{a}{name}" in told for a in (" ", "'", "(", "\n")):
            continue
        sure = 0.7 + 0.2 * (name in squeeze(plain(facts.author.name))) + 0.1 * bool(ends)
        if facts.bulk.unsubscribe:
            sure *= 0.7
        yield found("{host} uses our name “{name}”.", min(1.0, sure), host=host, name=name)
        return


def _short(*names: str) -> frozenset[str]:
    words = (
        domain_names.brand(each) if "." in each and " " not in each else squeeze(plain(each))
        for each in names
    )
    return frozenset(word for word in words if len(word) in _SHORT)
