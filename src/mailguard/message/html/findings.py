"""From what was met on a page to its traits."""

import re
from collections.abc import Iterable

from mailguard.facts import Trait
from mailguard.message import language
from mailguard.message.html.page import Page
from mailguard.text import invisible

_BIDI = re.compile("[\u202d\u202e]")
_LETTER_REFERENCE = re.compile(
    r"&#(?:x0*(?:4[1-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a])|0*(?:6[5-9]|[78]\d|90|9[7-9]|1[01]\d|12[0-2]));", re.I
)
_OPENLY = {"display_none", "hidden_attribute", "visibility_hidden", "height_zero"}
# Counted things that are traits as they are, and how many of them make one.
_COUNTED = {
    "hidden_in_words": 2, "comment_filler": 2_000, "unknown_tags": 15, "table_letters": 12,
    "images_remote": 1, "images_inside": 1, "tracking_pixel": 1, "form": 1, "password_field": 1,
    "script": 1, "event_script": 1,
    "script_link": 1, "data_link": 1, "file_link": 1, "meta_refresh": 1, "base": 1, "frame": 1, "object": 1,
    "svg": 1, "image_map": 1, "overlay": 1, "conditional_links": 1, "style_import": 1, "bidi_override": 1,
}  # fmt: skip
_PREHEADER = 300  # characters
_LONG = 600


def traits(page: Page, source: str, seen: str) -> tuple[Trait, ...]:
    """All traits of a page, from ``meanings.TRAITS``."""
    found = [
        Trait(name, str(page.counts[name]))
        for name, least in _COUNTED.items()
        if page.counts.get(name, 0) >= least
    ]
    found += _hiding(page)
    found += _letters(page, source, seen)
    if page.counts.get("images") and len(seen) < 25:
        found.append(Trait("image_only"))
    if page.counts.get("breaks", 0) >= 25:
        found.append(Trait("blank_gap", str(page.counts["breaks"])))
    if any(link.is_hidden and link.where in {"a", "area"} for link in page.links):
        found.append(Trait("hidden_link"))
    if _covering(page, seen):
        found.append(Trait("link_covers_all"))
    return tuple(found)


def _hiding(page: Page) -> list[Trait]:
    """A short text above everything else is a preheader; all else is apart."""
    top = _words(each.text for each in page.hidden if each.at == 0)
    rest = [each for each in page.hidden if each.at or len(top) > _PREHEADER]
    found = [Trait("preheader", top[:100])] if top and len(top) <= _PREHEADER else []
    words = _words(each.text for each in rest)
    if not words:
        return found
    found.append(Trait("hidden_text", ", ".join(sorted({each.why for each in rest}))))
    tricks = sorted({each.why for each in rest if each.why not in _OPENLY and _has_word(each.text)})
    if tricks:
        found.append(Trait("hidden_by_trick", ", ".join(tricks)))
    if len(words) > _LONG:
        found.append(Trait("hidden_long", str(len(words))))
        if not language.guess(words) or _repeats(words):
            found.append(Trait("hidden_filler", words[:100]))
    return found


def _words(texts: Iterable[str]) -> str:
    return " ".join(invisible.without(" ".join(texts)).split())


def _repeats(words: str) -> bool:
    some = words.split()[:2_000]
    return len(set(some)) < len(some) / 8


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text[:2_000])


def _letters(page: Page, source: str, seen: str) -> list[Trait]:
    found = []
    if not seen.isascii():
        n_split = invisible.count(seen)
        if n_split >= 2:
            found.append(Trait("zero_width", str(n_split)))
        if _BIDI.search(seen) and "bidi_override" not in page.counts:
            found.append(Trait("bidi_override", "1"))
    if "&#" in source:
        n_encoded = len(_LETTER_REFERENCE.findall(source))
        if n_encoded >= 20:
            found.append(Trait("encoded_letters", str(n_encoded)))
    return found


def _covering(page: Page, seen: str) -> bool:
    if len(seen) < 40:
        return False
    longest = max((sum(map(len, link.pieces)) for link in page.links if link.where == "a"), default=0)
    return longest >= 0.9 * len(seen)
