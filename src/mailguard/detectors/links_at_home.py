"""Every link leads to the organisation that writes."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.identifiers import lists
from mailguard.signals import Evidence, detector, found


@detector
def links_at_home(facts: Facts) -> Iterator[Evidence]:
    """All links lead to the sender's organisation."""
    if facts.is_closed:
        return
    clicked = list(facts.clicked)
    home = facts.author.organisation
    if not clicked or lists.match("subdomain_hosts", home) or lists.match("odd_suffixes", home):
        return
    if all(link.organisation == home for link in clicked):
        if len(clicked) == 1:
            yield found("Its link leads to {home}.", home=home)
        else:
            yield found("All {n} links lead to {home}.", n=len(clicked), home=home)
