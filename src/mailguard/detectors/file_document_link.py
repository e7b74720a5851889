"""An attached document is little more than one link."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments
from mailguard.signals import Evidence, detector, found


@detector
def file_document_link(facts: Facts) -> Iterator[Evidence]:
    """An attached document is little more than one link."""
    for file, address in attachments.having(facts, "lure"):
        ends = {link.organisation for link in file.links if link.host}
        if file.kind != "pdf" and any(attachments.is_elsewhere(facts, each) for each in ends):
            yield found(
                "{file} contains little but a link to {address}.",
                file=attachments.name_of(file),
                address=address,
            )
