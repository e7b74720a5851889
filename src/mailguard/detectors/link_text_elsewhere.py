"""The text of a link names one place, the link leads to another."""

from collections.abc import Iterator

from mailguard.facts import Facts, links
from mailguard.identifiers import domain_names, lists
from mailguard.signals import Evidence, detector, found


@detector
def link_text_elsewhere(facts: Facts) -> Iterator[Evidence]:
    """The text of a link names one website, but the link leads to another."""
    own = facts.author.organisation
    for link in facts.clicked:
        shown = links.shown_host(link.text)
        if not shown:
            continue
        named = domain_names.organisation(shown)
        if named in {domain_names.organisation(host) for host in links.ends(link)}:
            continue
        if lists.match("bulk_mailers", link.host) or link.organisation == own:
            continue  # counted clicks: a newsletter's own address book
        sure = 1.0 if "://" in link.text and links.is_well_known(shown) else 0.6
        strength = 0.35 * 0.6 if named == own or facts.bulk.is_one_click or facts.bulk.is_list else sure
        yield found("“{shown}” leads to {host}.", strength, shown=link.text, host=link.host)
