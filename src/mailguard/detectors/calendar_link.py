"""An invitation leads neither to its organiser nor to a known meeting service."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments, links
from mailguard.identifiers import lists
from mailguard.identifiers.domain_names import ascii_form, organisation
from mailguard.signals import Evidence, detector, found


@detector
def calendar_link(facts: Facts) -> Iterator[Evidence]:
    """An invitation leads neither to its organiser nor to a known meeting service."""
    for file in facts.files:
        if file.kind != "ics":
            continue
        own = {
            organisation(ascii_form(each.detail.rpartition("@")[2]))
            for each in file.traits
            if each.name == "calendar_organiser"
        }
        for link in file.links:
            if link.organisation in own or lists.match("meeting_hosts", link.host):
                continue
            if attachments.is_elsewhere(facts, link.organisation):
                strength = 0.3 if links.is_well_known(link.host) else 1.0
                yield found("The invitation leads to {host}.", strength, host=link.host)
