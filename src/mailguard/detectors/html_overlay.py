"""A click anywhere is a click on one link."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def html_overlay(facts: Facts) -> Iterator[Evidence]:
    """An invisible layer makes every click follow one link."""
    for html in facts.html:
        if html.has("overlay"):
            yield found("An element covers the whole page.")
        elif html.has("link_covers_all") and not html.has("image_only"):
            yield found("One link spans nearly everything.", 0.5)
