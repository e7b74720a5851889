"""A picture in place of text."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def html_image_only(facts: Facts) -> Iterator[Evidence]:
    """The message is a picture, so that filters can't read it."""
    if any(html.has("image_only") for html in facts.html) and facts.clicked:
        yield found(
            "There are {n} pictures and {words} words.", n=_pictures(facts), words=len(facts.text.split())
        )


def _pictures(facts: Facts) -> int:
    return sum(html.n_images for html in facts.html)
