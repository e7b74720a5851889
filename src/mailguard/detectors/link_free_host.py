"""A link to a place where anybody may publish a page in a minute."""

from collections.abc import Iterator

from mailguard.facts import Facts, links
from mailguard.identifiers import lists
from mailguard.signals import Evidence, detector, found

_LISTS = ("subdomain_hosts", "page_makers")


@detector
def link_free_host(facts: Facts) -> Iterator[Evidence]:
    """A link leads to a page that anyone can create anonymously."""
    several = len({link.organisation for link in facts.clicked}) > 4
    for link in facts.foreign:
        if link.text and link.is_hidden:
            continue
        for host in links.ends(link):
            if any(lists.match(name, host) for name in _LISTS) and not lists.match("bulk_mailers", host):
                yield found("Anyone can create a page on {host}.", 0.5 if several else 1.0, host=host)
                break
