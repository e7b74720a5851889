"""An attached document loads external content as soon as it is opened."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments
from mailguard.signals import Evidence, detector, found


@detector
def file_remote_template(facts: Facts) -> Iterator[Evidence]:
    """An attached document loads external content as soon as it is opened."""
    for file, address in attachments.having(facts, "remote_template"):
        yield found("{file} loads {address}.", file=attachments.name_of(file), address=address)
