"""A well-known site's redirect hides where a link ends."""

from collections.abc import Iterator

from mailguard.facts import Facts, links
from mailguard.identifiers import domain_names, lists
from mailguard.signals import Evidence, detector, found


@detector
def link_redirector(facts: Facts) -> Iterator[Evidence]:
    """A link goes through a well-known website to an unknown one."""
    own = facts.author.organisation
    for link in facts.foreign:
        is_known = links.is_known(link.host) or links.is_translator(link.host)
        if not is_known or lists.match("bulk_mailers", link.host):
            continue
        for host in list(links.ends(link))[1:]:
            organisation = domain_names.organisation(host)
            if organisation in {link.organisation, own} or links.is_known(host):
                continue
            yield found("{first} redirects to {last}.", first=link.host, last=host)
