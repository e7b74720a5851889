"""A message as it may be looked at: nothing runs, nothing is fetched, no link leads anywhere."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

import nh3

from hustings.foundation.lib.text import jsons
from hustings.security.incidents.hostile_mail import inner_pictures, mime_limits
from mailguard.message import limits, mime
from mailguard.message.encodings import charsets
from mailguard.message.mime import Node

_LONGEST = 100_000  # characters of text or HTML that are shown
_LONGEST_READ = 12_000_000  # bytes of HTML: pictures may stand in it
_HEADERS, _FILES = 100, 50
_LINK = re.compile(r"(?i)\b(?:https?|ftp)://[^\s<>\"']{1,2000}|\bwww\.[^\s<>\"']{1,2000}")
_HOST = re.compile(r"(?<![\w.\[\]-])(?:[\w-]{1,63}\.){1,10}[^\W\d_]{2,24}(?![\w\[])")
_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "center", "code", "div", "em", "font", "h1", "h2", "h3",
    "h4", "h5", "h6", "hr", "i", "li", "ol", "p", "pre", "small", "span", "strong", "sub", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"align", "dir", "lang"}, "td": {"colspan", "rowspan", "width"}, "th": {"colspan", "rowspan"},
    "table": {"border", "cellpadding", "width"}, "font": {"color", "size"}, "a": {"title"},
}  # fmt: skip
_WITH_LINKS = _ATTRIBUTES | {"a": {"title", "href"}}
_SCHEMES = {"http", "https", "ftp", "mailto", "tel", "sms", "data", "javascript", "vbscript", "file", "blob"}
_ANCHOR = re.compile(
    r'<a(?: (?:title|lang|dir|align)="[^"]*")*(?: href="([^"]*)")?(?: [a-z]+="[^"]*")*>|</a>'
)
_SPACES = re.compile(r"\s+")
_LINE_ENDS = re.compile(
    r"<[bh]r>|</?(?:p|div|h[1-6]|li|tr|blockquote|pre|table|center|ul|ol|caption)(?: [^>]*)?>"
)
_CELL_ENDS = re.compile(r"</t[dh]>")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"
_SHEET = (
    "body{font:15px/1.5 sans-serif;margin:1rem;color:#111;background:#fff;overflow-wrap:anywhere}"
    "table,img{max-width:100%}img{height:auto}a{color:#7a0012;text-decoration:underline}"
)


@dataclass(frozen=True)
class Attached:
    """File that hangs on a message; never handed out."""

    name: str
    type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Picture:
    """``html`` is a whole document for a frame without rights, "" where the message has none."""

    headers: list[tuple[str, str]] = field(default_factory=list)
    text: str = ""
    html: str = ""
    files: list[Attached] = field(default_factory=list)


def draw(raw: bytes) -> Picture:
    """Draw any bytes. What can't be read is left out. The engine reads them: whatever comes, it is quick."""
    data = raw[: limits.SIZE].replace(b"\r\n", b"\n").replace(b"\r", b"\n").lstrip(b"\n")
    root = mime.read(data, limits.Budget())
    headers = [
        (each.name.title(), defused(jsons.plain(each.value)[:2_000]))
        for each in root.block.headers[:_HEADERS]
    ]
    album = inner_pictures.Album(_pictures(root), defused)
    marked = album.taken_out(_body(root, "text/html", _LONGEST_READ))[:_LONGEST]
    plain = _body(root, "text/plain")
    page = document(marked, album.put_back) if marked else ""
    return Picture(headers, defused(plain or _bare(album.left_out(marked))), page, _files(root))


def defused(text: str) -> str:
    """Addresses that no program takes for links: hxxps://evil[.]example/…"""
    return _LINK.sub(lambda found: _defused(found[0]), text)


def disarmed(text: str) -> str:
    """The same of names of hosts and addresses alone, of which programs make links, too: evil[.]example."""
    return _HOST.sub(lambda found: found[0].replace(".", "[.]"), defused(text))


def _defused(link: str) -> str:
    scheme, mark, rest = link.partition("://")
    host, slash, path = (rest if mark else link).partition("/")
    start = f"{scheme.lower().replace('tt', 'xx').replace('ftp', 'fxp')}://" if mark else ""
    return f"{start}{host.replace('.', '[.]')}{slash}{path}"


def document(marked: str, finish: Callable[[str], str] = str) -> str:
    """HTML cleaned to words and tables, each link with where it leads, in a document that may do nothing."""
    cleaned = nh3.clean(
        _told(_regular(marked)),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=inner_pictures.outside_of_attributes,
        url_schemes=set(),
        link_rel=None,
    )
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{_POLICY}"><style>{_SHEET}</style></head><body>{finish(defused(cleaned))}</body></html>'
    )


def _regular(marked: str) -> str:
    """Cleaned, and written as the cleaner writes it; links still have their addresses."""
    return nh3.clean(
        mime_limits.markup(marked[:_LONGEST]),
        tags=_TAGS,
        attributes=_WITH_LINKS,
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def _told(regular: str) -> str:
    """Behind each link where it leads. ``regular`` is as the cleaner writes it: quoted, closed, escaped."""
    made: list[str] = []
    wheres: list[str] = []
    at = 0
    for tag in _ANCHOR.finditer(regular):
        made.append(regular[at : tag.end()])
        at = tag.end()
        if tag[0] != "</a>":
            wheres.append(tag[1] or "")
        elif wheres and (where := wheres.pop()):
            made.append(f" [{html.escape(defused(html.unescape(where))[:300])}]")
    return "".join(made) + regular[at:]


def _leaves(root: Node) -> Iterator[Node]:
    for node in root.walk():
        if node.message is not None:
            yield from _leaves(node.message)
        elif not node.children:
            yield node


def _pictures(root: Node) -> dict[str, bytes]:
    """Those that the HTML may show, by their Content-ID."""
    found = (node for node in _leaves(root) if node.content_id and node.type.startswith("image/"))
    return {node.content_id: node.content for node in found}


def _body(root: Node, kind: str, longest: int = _LONGEST) -> str:
    """The first text of this kind, else that of a message inside."""
    for node in _leaves(root):
        if node.type == kind and node.disposition != "attachment" and node.content:
            text, _problems = charsets.decode(node.content[: 4 * longest], node.charset)
            return jsons.plain(text)[:longest]
    return ""


def _bare(marked: str) -> str:
    regular = _SPACES.sub(" ", _regular(marked))
    parted = _CELL_ENDS.sub(" ", _LINE_ENDS.sub("\n", _told(regular)))
    lines = (line.strip() for line in html.unescape(nh3.clean(parted, tags=set())).splitlines())
    return "\n".join(line for line in lines if line)


def _files(root: Node) -> list[Attached]:
    found = [
        Attached(jsons.plain(node.name)[:200], node.type, len(node.content), sha256(node.content).hexdigest())
        for node in _leaves(root)
        if node.name or node.disposition == "attachment"
    ]
    return found[:_FILES]
