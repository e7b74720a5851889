"""Nothing to click, open, call or fill in."""

from collections.abc import Iterator

from mailguard.facts import Facts, File, links
from mailguard.signals import Evidence, detector, found
from mailguard.text.swift import Swift

_TELLS = 20  # words beside which a photo is a photo
_NUMBER = Swift(r"\d[\d ().-]{7,16}\d")


@detector
def no_hook(facts: Facts) -> Iterator[Evidence]:
    """There is nothing to click, open or call."""
    if (
        facts.is_closed
        or not all(map(_is_photo, facts.files))
        or any(html.forms for html in facts.html)
        or links.has_any(facts)
    ):
        return
    if facts.files and len(facts.insight.said.words) < _TELLS:  # the picture is the message
        return
    if facts.html and any(html.n_images for html in facts.html):
        return
    if (
        not _NUMBER.on(facts.text).search(facts.text) and not facts.insight.asked("extortion").n
    ):  # the demand is the hook
        yield found("It has no link and no attachment.")


def _is_photo(file: File) -> bool:
    return file.kind == "jpeg" and not file.links and not file.text
