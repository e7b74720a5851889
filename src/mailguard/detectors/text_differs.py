"""Two bodies that say two things."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def text_differs(facts: Facts) -> Iterator[Evidence]:
    """The plain-text version differs from the formatted one, so that filters see a different message."""
    if facts.bulk.is_list:
        return
    for html in facts.html:
        if html.has("alternatives_differ"):
            yield found("The two versions have little in common.")
