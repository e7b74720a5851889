"""A link to a file on a service where anybody may store one."""

from collections.abc import Iterator

from mailguard.facts import Facts, links
from mailguard.identifiers import lists
from mailguard.signals import Evidence, detector, found


@detector
def link_file_host(facts: Facts) -> Iterator[Evidence]:
    """A link leads to a file or form on a service open to everyone."""
    if facts.bulk.is_list:
        return
    for link in facts.foreign:
        for host in links.ends(link):
            if lists.match("file_hosts", host):
                yield found("Anyone can store files on {host}.", host=host)
                break
