"""A page read from its first tag to its last, in one pass."""

import re

from mailguard.reading.html import meet, styles, tokens
from mailguard.reading.html.elements import ENDS, State, within
from mailguard.reading.html.page import Page
from mailguard.reading.html.styles import NOTHING, Style
from mailguard.reading.limits import Budget

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
_BLUE = Style(colour=(0, 0, 238))


def read(source: str, budget: Budget) -> Page:
    """Everything on the page. ``source`` is cut at ``limits.TEXT`` characters by the caller."""
    page = Page(budget)
    rules = _rules(page, source) if "<style" in source.lower() else {}
    search = tokens.TOKEN.search
    at = 0
    while match := search(source, at):
        budget.tags -= 1
        if budget.tags < 0:
            page.problems["html_too_long"] = None
            at = len(source)
            break
        start = match.start()
        if start > at:
            page.text(tokens.unescape(source[at:start]))
        at = match.end()
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
    """The rules of every style sheet, wherever it stands."""
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
    attributes = tokens.attributes(raw) if raw else {}
    stack = page.stack
    if tag in ENDS:
        stack.make_room(tag)
    state = stack.states[-1]
    if attributes or tag in _UNSEEN or tag in rules:
        state = _state(page, tag, attributes, state, rules)
    if tag in meet.ELEMENTS:
        meet.ELEMENTS[tag](page, attributes, state)
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


def _state(page: Page, tag: str, attributes: dict[str, str], outer: State, rules: dict[str, Style]) -> State:
    """What holds inside an element with these attributes."""
    said = _ruled(tag, attributes, rules) if rules else []
    inline = styles.read(attributes["style"]) if "style" in attributes else NOTHING
    if inline.is_shown:
        said = [style for style in said if style.hides != "display_none"]
    if tag == "a" and "href" in attributes:
        said.insert(0, _BLUE)
    if "bgcolor" in attributes or "color" in attributes or "background" in attributes:
        said.insert(0, _old_style(attributes))
    if inline is not NOTHING:
        said.append(inline)
    hides = "unseen" if tag in _UNSEEN else "hidden_attribute" if "hidden" in attributes else ""
    is_quoted = _starts_quote(tag, attributes)
    state = within(outer, NOTHING, hides, is_quoted) if hides or is_quoted else outer
    for style in said:
        state = within(state, style)
        if style.is_odd:
            meet.style(page, style, state)
    for name in attributes:
        if name.startswith("on") and len(name) > 4:
            page.count("event_script")
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
