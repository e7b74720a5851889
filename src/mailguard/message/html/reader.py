"""A page read from its first tag to its last, in one pass."""

import html as entities
import re
from functools import lru_cache
from typing import NamedTuple

from mailguard.message import limits
from mailguard.message.html import meet, styles, tokens
from mailguard.message.html.elements import ENDS, State, within
from mailguard.message.html.page import Page
from mailguard.message.html.styles import NOTHING, Style
from mailguard.message.limits import Budget

_BLOCK_NAMES = """
address article aside blockquote body center dd details dialog dir div dl dt fieldset
figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hr html legend li main menu
nav ol option p pre section select summary table tbody tfoot thead tr ul
"""
_OTHER_NAMES = """
a abbr acronym applet area audio b base basefont bdi bdo bgsound big blink br button canvas
caption cite code col colgroup data datalist del dfn em embed font frame head i iframe image
img input ins isindex kbd keygen label layer link listing map mark marquee math meta meter
multicol nobr noembed noframes noscript object optgroup output param picture plaintext
progress q rp rt ruby s samp script slot small source spacer span strike strong style sub
sup svg td template textarea th time title track tt u var video wbr xmp
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_KNOWN = _BLOCKS | frozenset(_OTHER_NAMES.split())
_UNSEEN = frozenset({"script", "style", "template", "datalist", "audio", "video", "canvas"})
_QUOTE = re.compile(
    r"gmail_quote|gmail_attr|moz-cite-prefix|yahoo_quoted|protonmail_quote|divrplyfwdmsg|appendonsend",
    re.IGNORECASE,
)
_SHEET = re.compile("<style", re.IGNORECASE)
_BLUE = Style(colour=(0, 0, 238))


class Said(NamedTuple):
    """What a start tag says by itself, before the page's style sheets and what surrounds it."""

    attributes: dict[str, str]
    looks: tuple[Style, ...] = ()  # of old attributes and of its kind: style sheets come after them
    inline: Style = NOTHING
    hides: str = ""
    is_quoted: bool = False
    n_scripts: int = 0
    is_plain: bool = False  # nothing of this: without style sheets all stays as it is around it


_SILENT = Said({})


def read(source: str, budget: Budget) -> Page:
    """Everything on the page. ``source`` is cut at ``limits.TEXT`` characters by the caller."""
    page = Page(budget)
    rules = _rules(page, source) if _SHEET.search(source) else {}
    search = tokens.TOKEN.search
    at = 0
    while match := search(source, at):
        budget.tags -= 1
        if budget.tags < 0:
            page.problems["html_too_long"] = None
            at = len(source)
            break
        start, end = match.span()
        if start > at:
            text = source[at:start]
            page.text(entities.unescape(text) if "&" in text else text)
        at = end
        closing, tag, attributes, comment, _ = match.groups()
        if tag:
            if closing:
                _end(page, tag.lower())
            else:
                at = _start(page, tag.lower(), attributes, source, at, rules)
        elif comment:
            meet.comment(page, comment)
    if at < len(source):
        page.text(tokens.unescape(source[at:]))
    if page.stack.is_cut:
        page.problems["html_too_deep"] = None
    return page


def _rules(page: Page, source: str) -> dict[str, Style]:
    pieces: list[str] = []
    lower = source.lower()
    at = 0
    while len(pieces) < 20 and (at := lower.find("<style", at)) >= 0:
        start = lower.find(">", at) + 1
        end = lower.find("</style", start)
        if not start:
            break
        end = len(source) if end < 0 else end
        pieces.append(source[start:end])
        at = end
    text = "\n".join(pieces)
    if "@import" in text:
        page.count("style_import")
    return styles.sheet(text)


def _end(page: Page, tag: str) -> None:
    if tag in _BLOCKS:
        page.new_line()
    elif tag == "a" or tag == "button":
        page.anchor = None
    elif tag == "td" or tag == "th":
        page.new_cell()
        page.cell = None
    elif tag == "br":
        page.line_break()
    page.stack.close(tag)


def _start(page: Page, tag: str, raw: str, source: str, at: int, rules: dict[str, Style]) -> int:
    """One start tag; returns where reading goes on."""
    if tag in _BLOCKS:
        page.new_line()
    elif tag not in _KNOWN and ":" not in tag and "-" not in tag:
        page.count("unknown_tags")
    stack = page.stack
    if tag in ENDS:
        stack.make_room(tag)
    said, state = _SILENT, stack.states[-1]
    if raw or tag in _UNSEEN or tag in rules:
        said = _cached(tag, raw) if len(raw) <= limits.CACHED else _said(tag, raw)
        state = _state(page, tag, said, state, rules)
    if tag in meet.ELEMENTS:
        meet.ELEMENTS[tag](page, said.attributes, state)
    elif "href" in said.attributes or "xlink:href" in said.attributes:
        meet.drawn(page, said.attributes, state)
    if tag in tokens.RAW:
        return _raw(page, tag, source, at)
    if tag == "plaintext":
        page.text(source[at:])
        return len(source)
    if tag not in tokens.VOID:
        stack.open(tag, state)
    return at


def _raw(page: Page, tag: str, source: str, at: int) -> int:
    end = tokens.end_of(tag).search(source, at)
    inside = source[at : end.start() if end else len(source)]
    if tag == "title" and not page.title:
        page.title = " ".join(tokens.unescape(inside[:2_000]).split())[:300]
    elif tag in {"textarea", "xmp"} and inside:
        page.text(inside)
    return end.end() if end else len(source)


@lru_cache(2_048)
def _cached(tag: str, raw: str) -> Said:  # in newsletters more than half are the same again
    return _said(tag, raw)


def _said(tag: str, raw: str) -> Said:
    attributes = tokens.attributes(raw)
    looks: list[Style] = []
    if "bgcolor" in attributes or "color" in attributes or "background" in attributes:
        looks.append(_old_style(attributes))
    if tag == "a" and "href" in attributes:
        looks.append(_BLUE)
    inline = styles.read(attributes["style"]) if "style" in attributes else NOTHING
    hides = "unseen" if tag in _UNSEEN else "hidden_attribute" if "hidden" in attributes else ""
    is_quoted = _starts_quote(tag, attributes)
    n_scripts = len([name for name in attributes if name.startswith("on") and len(name) > 4])
    is_plain = not (looks or inline is not NOTHING or hides or is_quoted or n_scripts)
    return Said(attributes, tuple(looks), inline, hides, is_quoted, n_scripts, is_plain)


def _state(page: Page, tag: str, said: Said, outer: State, rules: dict[str, Style]) -> State:
    if said.is_plain and not rules:
        return outer
    state = outer
    if said.hides or said.is_quoted:
        state = within(outer, NOTHING, said.hides, said.is_quoted)
    ruled = _ruled(tag, said.attributes, rules) if rules else []
    if said.inline.is_shown:
        ruled = [style for style in ruled if style.hides != "display_none"]
    inline = () if said.inline is NOTHING else (said.inline,)
    for style in (*said.looks, *ruled, *inline):
        state = within(state, style)
        if style.is_odd:
            meet.style(page, style, state)
    if said.n_scripts:
        page.count("event_script", said.n_scripts)
    return state


def _starts_quote(tag: str, attributes: dict[str, str]) -> bool:
    if tag == "blockquote" and attributes.get("type", "").lower() == "cite":
        return True
    mark = attributes.get("class") or attributes.get("id")
    return bool(mark and _QUOTE.search(mark))


def _ruled(tag: str, attributes: dict[str, str], rules: dict[str, Style]) -> list[Style]:
    names = [tag]
    for name in attributes.get("class", "").split()[:10]:
        names += [f".{name}", f"{tag}.{name}"]
    if identifier := attributes.get("id"):
        names += [f"#{identifier}", f"{tag}#{identifier}"]
    return [rules[name] for name in names if name in rules]


def _old_style(attributes: dict[str, str]) -> Style:
    return Style(
        colour=styles.colour_of(attributes.get("color", "")),
        background=styles.colour_of(attributes.get("bgcolor", "")),
        has_picture=bool(attributes.get("background", "").strip()),
    )
