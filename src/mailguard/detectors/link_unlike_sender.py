"""Every link leads away from the organisation that writes."""

from collections.abc import Iterator

from mailguard.facts import Facts, links
from mailguard.identifiers import lists
from mailguard.signals import Evidence, detector, found


@detector
def link_unlike_sender(facts: Facts) -> Iterator[Evidence]:
    """None of the links leads to the sender's organisation."""
    if facts.bulk.is_list or not facts.author.address or lists.match("free_mail", facts.author.domain):
        return
    all_links = list(facts.clicked)
    organisations = {link.organisation for link in all_links}
    if not all_links or facts.author.organisation in organisations:
        return
    if any(links.is_well_known(link.host, 1_000) for link in all_links):
        return
    yield found(
        "{author} links to {host} only.",
        1.0 if len(organisations) == 1 else 0.6,
        author=facts.author.domain,
        host=all_links[0].host,
    )
