"""The editor's formatted text to HTML with styles and to text: through nh3, then word by word."""

import re
from html import escape
from html.parser import HTMLParser

import nh3
from wagtail.rich_text import expand_db_html

from hustings.outreach.emails.rendering.canvas import Sheet, attr

_STYLES = {
    "p": "margin:0 0 16px",
    "h2": "margin:8px 0 12px;font-size:21px;line-height:1.3",
    "h3": "margin:4px 0 8px;font-size:18px;line-height:1.3",
    "ul": "margin:0 0 16px;padding-left:24px",
    "ol": "margin:0 0 16px;padding-left:24px",
    "li": "margin:0 0 6px",
    "blockquote": "margin:0 0 16px;padding:2px 0 2px 16px;border-left:4px solid #b9bfc9",
    "hr": "margin:24px 0;border:0;border-top:1px solid #b9bfc9",
}
_SAME = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
_BLOCKS = {"p", "h2", "h3", "li", "blockquote", "ul", "ol"}
_VOID = {"br", "hr"}
_TAGS = {*_STYLES, *_SAME, "a", "br", "strong", "em", "code"}
_SPACE = re.compile(r"[ \t\r\n]+")
_cleaner = nh3.Cleaner(
    tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto", "tel"}, link_rel=None
)


def draw(source: str, sheet: Sheet) -> tuple[str, str]:
    """HTML and plain text, merge fields marked; BadMerge where one can't be understood."""
    reader = _Reader(sheet)
    reader.feed(_cleaner.clean(expand_db_html(source)))
    reader.close()
    return reader.made()


class _Reader(HTMLParser):
    def __init__(self, sheet: Sheet) -> None:
        super().__init__(convert_charrefs=True)
        self._sheet = sheet
        self._html: list[str] = []
        self._link: tuple[str, int, int] | None = None  # its target, and where its words begin in both
        self._line: list[str] = []
        self._nested: list[list[int | str]] = []  # lists and quotes that are open: kind, items so far
        self._bullet = ""
        self._text: list[str] = []
        self._was_item = False

    def made(self) -> tuple[str, str]:
        self._end_line()
        return "".join(self._html), "".join(self._text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = _SAME.get(tag, tag)
        if tag == "br":
            self._html.append("<br />")
            self._line.append("\n")
            return
        if tag in _BLOCKS | {"hr"}:
            self._end_line()
        if tag == "a":
            self._link = dict(attrs).get("href") or "", len(self._html), len(self._line)
            return
        style = f' style="{_STYLES[tag]}"' if tag in _STYLES else ""
        self._html.append(f"<{tag}{style}{' /' if tag in _VOID else ''}>")
        self._begin(tag)

    def _begin(self, tag: str) -> None:
        if tag == "hr":
            self._paragraph("-" * 20, "\n\n")
        elif tag in {"ul", "ol", "blockquote"}:
            self._nested.append([tag, 0])
        elif tag == "li" and self._nested:
            kind = self._nested[-1]
            kind[1] = int(kind[1]) + 1
            self._bullet = f"{kind[1]}. " if kind[0] == "ol" else "- "

    def handle_endtag(self, tag: str) -> None:
        tag = _SAME.get(tag, tag)
        if tag == "a":
            self._end_link()
            return
        if tag in _VOID:
            return
        if tag in _BLOCKS:
            self._end_line()
        if tag in {"ul", "ol", "blockquote"} and self._nested:
            self._nested.pop()
            self._was_item = bool(self._nested)
        self._html.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        text = self._sheet.plain(_SPACE.sub(" ", data))
        self._html.append(escape(text))
        self._line.append(text)

    def _end_link(self) -> None:
        if self._link is None:
            return
        target, html_from, line_from = self._link
        self._link = None
        if not target:
            return
        inside, words = "".join(self._html[html_from:]), "".join(self._line[line_from:])
        address = self._sheet.address(target, words)
        href, style = attr(address), f"color:{self._sheet.look.link};text-decoration:underline"
        self._html[html_from:] = [f'<a href="{href}" class="h-a" style="{style}">{inside}</a>']
        if words in {target, target.removeprefix("mailto:")}:
            self._line[line_from:] = [address if address != target else words]
        else:
            self._line.append(f" ({address})")

    # --- Plain text ----------------------------------------------------------------------------
    def _end_line(self) -> None:
        lines = [_SPACE.sub(" ", line).strip(" ") for line in "".join(self._line).split("\n")]
        self._line = []
        text = "\n".join(lines).strip("\n")
        if not text:
            return
        is_item = bool(self._bullet)
        gap = "\n" if is_item and self._was_item else "\n\n"
        self._paragraph(text, gap)
        self._was_item = bool(self._nested) and self._nested[-1][0] != "blockquote"

    def _paragraph(self, text: str, gap: str) -> None:
        n_lists = sum(kind[0] != "blockquote" for kind in self._nested)
        quote = "> " * (len(self._nested) - n_lists)
        room = "  " * max(n_lists - 1, 0)
        hang = " " * len(self._bullet) if self._bullet else "  " * min(n_lists, 1)
        lines = text.split("\n")
        first = quote + room + (self._bullet or hang) + lines[0]
        rest = [quote + room + hang + line for line in lines[1:]]
        self._bullet = ""
        if self._text:
            self._text.append(gap)
        self._text.append("\n".join([first, *rest]))
