"""HTML as lines of text and links, for comparing two pages; detectors use ``message.html``."""

import html
import re
from collections.abc import Iterable, Iterator

_TAG = re.compile(r"<(/?[A-Za-z][A-Za-z0-9]{0,20})([^<>]{0,8000})>")
_LINK = re.compile(
    r"""\b(?:href|src|action)\s{0,9}=\s{0,9}(?:"([^"]{1,4000})"|'([^']{1,4000})'|([^\s"'>]{1,4000}))""", re.I
)
_CHARSET = re.compile(rb"charset=[\"' ]{0,3}([A-Za-z0-9_.:-]{1,40})")
_BREAKS = frozenset("p div tr li ul ol table h1 h2 h3 h4 h5 h6 blockquote pre br hr td th title".split())
_UNSEEN = ("style", "script", "head")
_ADDRESS = re.compile(r"⟨([^⟨⟩]{1,4000})⟩")


def charset(data: bytes) -> str:
    found = _CHARSET.search(data[:1_024])
    return found[1].decode("ascii") if found else ""


def text(page: str) -> str:
    return html.unescape("".join(_pieces(_seen(page))))


def bare(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines without those addresses."""
    found = (" ".join(_ADDRESS.sub(" ", line).split()) for line in lines)
    return tuple(line for line in found if line)


def addresses(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(found for line in lines for found in _ADDRESS.findall(line))


def _seen(page: str) -> str:
    page = _cut(page, page, "<!--", "-->")
    for name in _UNSEEN:
        lower = page.lower()
        if f"<{name}" in lower and len(lower) == len(page):
            page = _cut(page, lower, f"<{name}", f"</{name}")
    return page


def _cut(page: str, lower: str, begin: str, end: str) -> str:
    pieces, at = [], 0
    while (start := lower.find(begin, at)) >= 0:
        after = lower[start + len(begin) : start + len(begin) + 1]
        if begin != "<!--" and after.isalpha():  # <header> is no <head>
            pieces.append(page[at : start + len(begin)])
            at = start + len(begin)
            continue
        stop = lower.find(end, start)
        pieces.append(page[at:start])
        at = len(page) if stop < 0 else stop + (len(end) if end == "-->" else 0)
    pieces.append(page[at:])
    return "".join(pieces)


def _pieces(page: str) -> Iterator[str]:
    at = 0
    for tag in _TAG.finditer(page):
        # a line break in the source is white space; one that is meant is a tag
        yield page[at : tag.start()].replace("\n", " ")
        at = tag.end()
        name = tag[1].lower()
        if name.lstrip("/") in _BREAKS:
            yield "\n"
        if len(tag[2]) > 5 and (link := _LINK.search(tag[2])):
            yield f" ⟨{(link[1] or link[2] or link[3]).strip()}⟩ "
    yield page[at:].replace("\n", " ")
