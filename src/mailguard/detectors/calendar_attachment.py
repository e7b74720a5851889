"""An invitation links to an external file."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments, links
from mailguard.identifiers.domain_names import organisation
from mailguard.message import urls
from mailguard.signals import Evidence, detector, found


@detector
def calendar_attachment(facts: Facts) -> Iterator[Evidence]:
    """An invitation links to an external file."""
    for _file, address in attachments.having(facts, "calendar_attachment"):
        host = urls.read(address)[1]
        if attachments.is_elsewhere(facts, organisation(host)):
            strength = 0.3 if links.is_well_known(host, 500) else 1.0
            yield found("The invitation refers to {address}.", strength, address=address)
