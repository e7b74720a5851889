"""Places of a comment: all of a mailing, one of its letters, a block."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue, StructValue
from wagtail.rich_text import RichText

from hustings.outreach.emails.composition import called
from hustings.outreach.mailings.models import Mailing

_INLINE = re.compile(r"</?(?:a|b|code|em|i|s|strong|sub|sup|u)\b[^>]*>")
_TAGS = re.compile(r"<[^>]+>")
_SHOWN = 50  # characters of a block's own words


@dataclass(frozen=True)
class Place:
    """Somewhere in a mailing: ``key`` stays when the letter is edited; empty: all of it."""

    key: str
    name: str
    letter: str = ""
    anchor: str = ""  # in the editor
    mode: str = ""  # that its letter's preview is asked for by

    @property
    def whole(self) -> str:
        return f"{self.letter}, {self.name}" if self.letter else self.name


def of(mailing: Mailing) -> list[Place]:
    """All there are, in the order in which they are read. A block that has no number yet has no place."""
    found = [Place("", _("the whole mailing"))]
    for child in mailing.content:
        written = child.value
        name = called(written["language"], written["version"])
        mode = f"{written['language'] or ''}-{written['version']}"
        if child.id:
            found.append(Place(child.id, _("the whole message"), name, f"block-{child.id}-section", mode))
        found += _blocks(written["body"], name, mode)
    return found


def _blocks(body: Iterable[Any], letter: str, mode: str, before: str = "") -> Iterator[Place]:
    for number, child in enumerate(body, 1):
        told = {"number": f"{before}{number}", "label": child.block.label}
        name = _("block %(number)s (%(label)s)") % told
        if words := _words(child.value):
            name = _("%(letter)s: %(what)s") % {"letter": name, "what": Truncator(words).chars(_SHOWN)}
        if child.id:
            yield Place(child.id, name, letter, f"block-{child.id}-section", mode)
        yield from _blocks(_inside(child.value), letter, mode, f"{before}{number}.")


def _inside(value: Any) -> list[Any]:
    if not isinstance(value, StructValue):
        return []
    return [child for each in value.values() if isinstance(each, StreamValue) for child in each]


def _words(value: Any) -> str:
    if isinstance(value, RichText):
        value = unescape(_TAGS.sub(" ", _INLINE.sub("", value.source)))
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, StructValue):
        kept = (value.get(name) for name in ("title", "label", "text"))
        return next((words for words in map(_words, kept) if words), "")
    return ""
