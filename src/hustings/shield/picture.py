"""A message as it may be looked at: nothing in it runs, nothing is fetched, no link leads anywhere."""

import email.policy
import html
import re
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from hashlib import sha256
from typing import Any

import nh3

_LONGEST = 100_000  # characters of text or HTML that are shown
_HEADERS = 100
_LINK = re.compile(r"(?i)\b(?:https?|ftp)://[^\s<>\"']{1,2000}|\bwww\.[^\s<>\"']{1,2000}")
_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "center", "code", "div", "em", "font", "h1", "h2", "h3",
    "h4", "h5", "h6", "hr", "i", "li", "ol", "p", "pre", "small", "span", "strong", "sub", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"align", "dir", "lang"}, "td": {"colspan", "rowspan", "width"}, "th": {"colspan", "rowspan"},
    "table": {"border", "cellpadding", "width"}, "font": {"color", "size"}, "a": {"title"},
}  # fmt: skip
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"
_SHEET = (
    "body{font:15px/1.5 sans-serif;margin:1rem;color:#111;background:#fff;overflow-wrap:anywhere}"
    "table{max-width:100%}a{color:#7a0012;text-decoration:underline}"
)


@dataclass(frozen=True)
class Attached:
    """What hangs on a message; never handed out."""

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
    """Draw any octets. What can't be read is left out."""
    message: EmailMessage = message_from_bytes(raw, policy=email.policy.default)
    headers = [(name, defused(_said(message, name, value))) for name, value in message.raw_items()][:_HEADERS]
    marked, plain = _body(message, "html"), _body(message, "plain")
    return Picture(
        headers, defused(plain or _bare(marked)), document(marked) if marked else "", _files(message)
    )


def defused(text: str) -> str:
    """Addresses that no program takes for links: hxxps://evil[.]example/…"""
    return _LINK.sub(lambda found: _defused(found[0]), text)


def _defused(link: str) -> str:
    scheme, mark, rest = link.partition("://")
    host, slash, path = (rest if mark else link).partition("/")
    start = f"{scheme.lower().replace('tt', 'xx').replace('ftp', 'fxp')}://" if mark else ""
    return f"{start}{host.replace('.', '[.]')}{slash}{path}"


def document(marked: str) -> str:
    """HTML cleaned to words and tables, each link with where it leads, in a document that may do nothing."""
    shown = re.sub(
        r"(?is)<a\b[^>]*?\bhref\s*=\s*([\"']?)(.*?)\1(?=[\s>])[^>]*>(.*?)</a>", _told, marked[:_LONGEST]
    )
    cleaned = nh3.clean(shown, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=set(), link_rel=None)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{_POLICY}"><style>{_SHEET}</style></head><body>{defused(cleaned)}</body></html>'
    )


def _told(found: re.Match[str]) -> str:
    where = html.escape(defused(html.unescape(found[2]))[:300])
    return f"<a>{found[3]}</a> [{where}]"


def _said(message: EmailMessage, name: str, value: Any) -> str:
    try:
        said = str(message.policy.header_fetch_parse(name, value))
    except Exception:
        said = str(value)
    return said.encode("utf-8", "replace").decode()[:2_000]


def _body(message: EmailMessage, kind: str) -> str:
    try:
        part = message.get_body((kind,))
        content = part.get_content() if part else ""
    except Exception:
        return ""
    text = content if isinstance(content, str) else ""
    return text.replace("\0", "").encode("utf-8", "replace").decode()[:_LONGEST]


def _bare(marked: str) -> str:
    return html.unescape(nh3.clean(marked, tags=set())).strip()


def _files(message: EmailMessage) -> list[Attached]:
    found = []
    for part in message.walk():
        if part.is_multipart() or not (part.get_filename() or part.get_content_disposition() == "attachment"):
            continue
        try:
            payload = part.get_payload(decode=True)
        except Exception:
            payload = b""
        octets = payload if isinstance(payload, bytes) else b""
        name = (part.get_filename() or "").encode("utf-8", "replace").decode()[:200]
        found.append(Attached(name, part.get_content_type(), len(octets), sha256(octets).hexdigest()))
    return found[:50]
