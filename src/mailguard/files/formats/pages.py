"""HTML, SVG and HTA files: forms, links, scripts; encodings are taken off without running them."""

import base64
import binascii
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from mailguard.files import bounds
from mailguard.files.finding import Case, Finding, Member
from mailguard.files.formats.tricks_of_scripts import judge, redirects
from mailguard.files.kinds import decode, looks
from mailguard.message import html

_BASE64 = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{100,}={0,2}")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2}[^%<>\"']{0,3}){20,}")
_CODES = re.compile(r"(?<![\d,])(?:\d{2,3}\s{0,4},\s{0,4}){30,}\d{2,3}")
_HEX = re.compile(r"(?:\\x[0-9A-Fa-f]{2}){20,}")
# XML 1.0, 4.2: an entity that holds another one several times.
_ENTITY = re.compile(r"<!ENTITY\s+[\w.-]{1,60}\s+[\"'](?:[^\"'<>&]{0,60}&[\w.-]{1,60};){2}")
_MOST_LAYERS = 40
_MOST_SIZE = 4_000_000
_TEXTUAL = frozenset({"text", "html", "svg", "xml", "script", "wsf", "hta", "unknown", "empty", "slk"})


def read(data: bytes, case: Case) -> Finding:
    found = Finding()
    if len(data) > _MOST_SIZE:
        found.note("cut", "only its beginning")
    text = decode(data[:_MOST_SIZE])
    if len(_ENTITY.findall(text)) > 2:
        found.note("bomb", "entities made of entities")
    is_picture = looks(data) == "svg" or case.name.lower().endswith(".svg")
    page(text, found, is_picture)
    return found


def page(text: str, found: Finding, is_picture: bool = False) -> None:
    """Read one page given as text into ``found``."""
    whole = [text]
    for layer in _layers(text, found):
        whole.append(layer)
        if "<" in layer:
            _document(layer, found)
    _document(text, found)
    scripts = judge("\n".join(whole), found)
    if is_picture:
        _picture(text, scripts, found)
    if scripts:
        found.note("scripted")


def _layers(text: str, found: Finding) -> Iterator[str]:
    """Text hidden under encodings, two deep; files hidden there become members."""
    waiting, n = [(text, 0)], 0
    while waiting and n < _MOST_LAYERS:
        outer, depth = waiting.pop()
        for data in _decoded(outer):
            n += 1
            kind = looks(data)
            if kind in _TEXTUAL:
                inner = decode(data)
                if _is_readable(inner):
                    yield inner
                    if depth < 2:
                        waiting.append((inner, depth + 1))
            else:
                is_part = kind in {"png", "jpeg", "gif", "bmp", "webp", "font"}
                if sum(each.is_part == is_part for each in found.members) < 8:
                    found.members.append(Member(f"hidden {kind}", data, is_part=is_part))
            if n >= _MOST_LAYERS:
                break


def _is_readable(text: str) -> bool:
    sample = text[:400]
    return bool(sample) and sum(letter.isprintable() or letter.isspace() for letter in sample) > 0.9 * len(
        sample
    )


def _decoded(text: str) -> Iterator[bytes]:
    for match in _BASE64.finditer(text):
        letters = match[0].rstrip("=")[: bounds.MOST_READ]
        try:
            yield base64.b64decode(letters + "=" * (-len(letters) % 4))
        except (binascii.Error, ValueError):
            continue
    for match in _PERCENT.finditer(text):
        yield unquote(match[0]).encode("utf-8", "replace")
    for match in _HEX.finditer(text):
        yield bytes.fromhex(match[0].replace("\\x", ""))
    for match in _CODES.finditer(text):
        numbers = [int(each) for each in match[0].split(",")]
        if max(numbers) < 256:
            yield bytes(numbers)


def _document(text: str, found: Finding) -> None:
    reading = html.read(text)
    for link in reading.links:
        if link.where == "meta":
            found.note("redirect", link.url)
        if link.where != "img":
            found.link(link.url, link.text, link.where)
    for form in reading.html.forms:
        if form not in found.forms and len(found.forms) < 20:
            found.forms.append(form)
        if form.asks_password:
            found.note("asks_password")
    found.say(reading.html.text)


def _picture(text: str, scripts: bool, found: Finding) -> None:
    """SVG 2, 15 and 12.4: what a picture has no need of."""
    if scripts:
        found.note("svg_active", "script")
    for word in ("foreignobject", "iframe", "embed"):
        if re.search(rf"<{word}[\s>]", text, re.IGNORECASE):
            found.note("svg_active", word)
    for url in re.findall(r"(?:xlink:)?href\s*=\s*[\"'](https?:[^\"']{3,2000})", text)[:50]:
        found.link(unescape(url), where="a")
    for url in redirects(text):
        found.note("svg_active", "redirect")
        found.link(url, where="script")
