"""A picture or document contains a QR code that leads elsewhere."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments, links
from mailguard.signals import Evidence, detector, found


@detector
def file_qr(facts: Facts) -> Iterator[Evidence]:
    """A picture or document contains a QR code that leads elsewhere."""
    if facts.bulk.is_list:
        return
    for file in facts.files:
        for link in file.links:
            if link.where == "qr" and attachments.is_elsewhere(facts, link.organisation):
                # A code in the footer of a signature leads to an app or a profile that everybody knows.
                strength = 0.4 if links.is_well_known(link.host) else 1.0
                yield found(
                    "The QR code in {file} leads to {host}.",
                    strength,
                    file=attachments.name_of(file),
                    host=link.host,
                )
