"""An address where a name should stand."""

import re
from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.identifiers import domain_names
from mailguard.signals import Evidence, detector, found

_ADDRESS = re.compile(r"[\w.+-]{1,64}@((?:[\w-]{1,63}\.){1,8}[a-z]{2,24})", re.IGNORECASE)


@detector
def name_hides_address(facts: Facts) -> Iterator[Evidence]:
    """The displayed name is an address, but not the sender's."""
    for mailbox in (*facts.from_[:5], *facts.reply_to[:5]):
        match = _ADDRESS.search(mailbox.name[:300]) if "@" in mailbox.name else None
        if not match or not mailbox.address:
            continue
        shown = domain_names.organisation(domain_names.ascii_form(match[1]))
        if shown != mailbox.organisation:
            yield found(
                "It shows {shown}, but comes from {address}.",
                0.3 if facts.bulk.is_list else 1.0,
                shown=match.group(),
                address=mailbox.address,
            )
