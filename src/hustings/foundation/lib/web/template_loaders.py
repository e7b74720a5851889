"""Loaders that drop the layout of our templates' source, so that pages carry none of it.

A template is indented for people who read it; a phone needs none of that, and where a line is broken
should change nothing on a page. Only whitespace that holds a line break is touched, once, when a template
is loaded.
"""

import re
from pathlib import Path
from typing import Any

from django.template.loaders import app_directories, cached, filesystem

OURS = Path(__file__).resolve().parents[3]

_BLOCKS = (
    "address|article|aside|blockquote|body|caption|col|colgroup|datalist|dd|details|dialog|div|dl|dt|fieldset"
    "|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|legend|li|link|main|meta|nav|ol|optgroup|option"
    "|p|script|section|select|style|summary|table|tbody|td|template|tfoot|th|thead|title|tr|ul"
)
# Where line breaks mean something: kept to the letter.
_KEPT = (
    r"<(?P<kept>pre|textarea|script|style)\b.*?</(?P=kept)\s*>"
    r"|\{% *blocktrans(?:late)?\b(?![^%]*\btrimmed\b)[^%]*%\}.*?\{% *endblocktrans(?:late)? *%\}"
    r"|\{% *verbatim *%\}.*?\{% *endverbatim *%\}"
)
_LAYOUT = re.compile(
    rf"(?P<whole>{_KEPT})"
    r"|\s*\n\s*(?P<end>/?>)"
    rf"|\s*\n\s*(?P<before></?(?:{_BLOCKS})\b)"
    r"|\s*\n\s*",
    re.DOTALL | re.IGNORECASE,
)
_AFTER = re.compile(rf"</?(?:{_BLOCKS})\b(?:[^<>{{]|\{{[{{%#].*?[}}%#]\}})*>\Z", re.DOTALL | re.IGNORECASE)


def tightened(source: str) -> str:
    """A template without its indentation: no space beside a block element, else one."""
    pieces: list[str] = []
    at = 0
    for found in _LAYOUT.finditer(source):
        pieces.append(source[at : found.start()])
        at = found.end()
        if found["whole"] or found["end"] or found["before"]:
            pieces.append(found["whole"] or found["end"] or found["before"])
        elif not _AFTER.search(source, max(0, source.rfind("<", 0, found.start())), found.start()):
            pieces.append(" ")
    return "".join([*pieces, source[at:]])


class _Tightening:
    """Common part of the two loaders."""

    def get_contents(self, origin: Any) -> str:
        source: str = super().get_contents(origin)  # type: ignore[misc]
        name = Path(origin.name)
        return tightened(source) if name.suffix == ".html" and OURS in name.parents else source


class Filesystem(_Tightening, filesystem.Loader):
    """Django's loader of folders that settings name."""


class AppDirectories(_Tightening, app_directories.Loader):
    """Django's loader of apps' folders."""


class Kept(cached.Loader):
    """Both, each template loaded once."""

    def __init__(self, engine: Any) -> None:
        super().__init__(engine, [f"{__name__}.{each.__name__}" for each in (Filesystem, AppDirectories)])
