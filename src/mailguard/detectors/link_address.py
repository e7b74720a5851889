"""A bare IP address in place of a name."""

from collections.abc import Iterator
from ipaddress import ip_address

from mailguard.facts import Facts, links
from mailguard.identifiers import domain_names
from mailguard.signals import Evidence, detector, found


@detector
def link_address(facts: Facts) -> Iterator[Evidence]:
    """A link leads to a bare IP address instead of a website name."""
    if facts.bulk.is_list:
        return
    for link in facts.clicked:
        for host in links.ends(link):
            if domain_names.is_ip(host) and _is_public(host):
                yield found("{url} has a number instead of a name.", url=link.url)
                break


def _is_public(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_global
    except ValueError:
        return True  # a number that is no address is odder still
