"""A top-level domain that attackers buy for a cent."""

from collections.abc import Iterator

from mailguard.facts import Facts, links
from mailguard.identifiers import lists
from mailguard.signals import Evidence, detector, found


@detector
def link_odd_suffix(facts: Facts) -> Iterator[Evidence]:
    """A link leads to a type of domain that is cheap and often abused."""
    if facts.bulk.is_list:
        return
    for link in facts.foreign:
        for host in links.ends(link):
            if (suffix := lists.match("odd_suffixes", host)) and not links.is_known(host):
                yield found("{host} ends in “.{suffix}”.", host=host, suffix=suffix)
                break
