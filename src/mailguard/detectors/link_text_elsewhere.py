"""The text of a link names one place, the link leads to another."""

from collections.abc import Iterator

from mailguard import domains, links, lists
from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def link_text_elsewhere(facts: Facts) -> Iterator[Evidence]:
    """The text of a link names one website, but the link leads to another."""
    own = facts.author.organisation
    for link in links.clicked(facts):
        shown = links.shown_host(link.text)
        if not shown:
            continue
        named = domains.organisation(shown)
        if named in {domains.organisation(host) for host in links.ends(link)}:
            continue
        if lists.match("bulk_mailers", link.host) or link.organisation == own:
            continue  # counted clicks: a newsletter's own address book
        strength = 0.35 if named == own or facts.bulk.is_one_click or facts.bulk.is_list else 1.0
        yield found("“{shown}” leads to {host}.", strength, shown=link.text, host=link.host)
