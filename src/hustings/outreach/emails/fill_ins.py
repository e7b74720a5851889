"""Fill-ins of a template: ``[[Your text]]`` and the like, to be replaced before a letter leaves."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

# Ours, Mailchimp's tags, those of NationBuilder and Action Network, and what designers leave.
# An editor that makes *words* slanted may have taken the stars of Mailchimp's away.
_LEFT = re.compile(
    r"\[\[.*?\]\]|\*\|[\w:.-]+\|\*|\{%.*?%\}|\blorem ipsum\b"
    r"|(?-i:\|\*?[A-Z][A-Z0-9_:]{2,}\*?\||\[[A-Z][A-Z0-9 _]{2,}\]|\bX{3,}\b)",
    re.IGNORECASE | re.DOTALL,
)
_ENDS = re.compile(r"<br\s*/?>|</(?:p|li|h\d|blockquote)>|\n", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]+>")
_SHOWN = 60  # characters of one


def left(value: Any) -> list[str]:
    """Those in a text, or in all texts of a block; each once. A line of dots alone is one."""
    found = [words for text in _texts(value) for words in _of(text)]
    return [words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…" for words in dict.fromkeys(found)]


def _of(text: str) -> Iterator[str]:
    for line in _ENDS.split(text):
        said = unescape(_TAGS.sub("", line)).strip()
        if said in {"…", "..."}:
            yield said
        else:
            yield from (" ".join(match[0].split()) for match in _LEFT.finditer(said))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
