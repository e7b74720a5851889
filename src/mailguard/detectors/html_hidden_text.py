"""Text that the reader doesn't see and filters do."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found
from mailguard.text.shortened import shortened

_HOW_SURE = {"hidden_in_words": 1.0, "hidden_filler": 0.8, "hidden_by_trick": 0.4, "hidden_long": 0.3}


@detector
def html_hidden_text(facts: Facts) -> Iterator[Evidence]:
    """It contains hidden text, as used to deceive filters."""
    for html in facts.html:
        sure = max((_HOW_SURE[trait.name] for trait in html.traits if trait.name in _HOW_SURE), default=0.0)
        if sure and html.hidden.strip():
            yield found("Hidden: “{words}”.", sure, words=shortened(html.hidden, 80))
