"""Pictures within a mail, drawn anew of their dots in a process apart; others are never fetched."""

import base64
import binascii
import html
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from mailguard.files import sandbox
from mailguard.files.finding import Case

MOST = 12  # pictures of one mail
_MOST_BYTES, _MOST_ALL = 3_000_000, 8_000_000
_MOST_SHOWN = 8_000_000  # characters of all that is drawn
_MOST_TAG = 5_000_000  # characters: a picture may stand in its own address
_ALTOGETHER = 5.0  # seconds on the clock, after which no further picture is begun
_TAG = re.compile(r"<img(?=[\s/>])", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_DATA = re.compile(r"data:image/[a-z0-9.+-]{1,20}(?:;[a-z0-9=-]{1,40}){0,4};base64,", re.IGNORECASE)
_OPEN, _SHUT = "\ue0f0", "\ue0f1"  # around numbers of places: no mail that is read here keeps these signs
_PLACE = re.compile(f"{_OPEN}([0-9]{{1,3}}){_SHUT}")
_MOST_PLACES = 200


@dataclass
class Album:
    """The pictures of one mail, by the places at which they stand in its HTML."""

    parts: Mapping[str, bytes]  # by Content-ID
    defused: Callable[[str], str]
    made: list[str] = field(default_factory=list)  # HTML of each place
    _drawn: dict[bytes, str] = field(default_factory=dict)
    _n_bytes: int = 0
    _n_shown: int = 0
    _until: float = field(default_factory=lambda: time.monotonic() + _ALTOGETHER)

    def taken_out(self, marked: str) -> str:
        """The same HTML with a sign in the place of each picture."""
        marked = marked.replace(_OPEN, "").replace(_SHUT, "")
        made: list[str] = []
        at = 0
        while len(self.made) < _MOST_PLACES and (found := _TAG.search(marked, at)):
            start = found.start()
            end = marked.find(">", start, start + _MOST_TAG)
            if end < 0:
                break
            made += [marked[at:start], f"{_OPEN}{len(self.made)}{_SHUT}"]
            self.made.append(self._place(marked[start + 4 : end]))
            at = end + 1
        return "".join(made) + marked[at:]

    def put_back(self, cleaned: str) -> str:
        """The cleaned HTML with the pictures."""
        n = len(self.made)
        return _PLACE.sub(lambda found: self.made[int(found[1])] if int(found[1]) < n else "", cleaned)

    def left_out(self, marked: str) -> str:
        """The HTML without the signs."""
        return _PLACE.sub("", marked)

    def _place(self, tag: str) -> str:
        said = {
            found[1].lower(): found[2] or found[3] or found[4] or "" for found in _ATTRIBUTE.finditer(tag)
        }
        where = html.unescape(said.get("src", "")).strip()
        alt = html.escape(self.defused(html.unescape(said.get("alt", ""))[:200]))
        if source := self._source(where):
            return f'<img alt="{alt}" src="{source}">'
        return f"[{alt}]" if alt else ""

    def _source(self, where: str) -> str:
        data = self._data(where)
        if not data or len(data) > _MOST_BYTES:
            return ""
        if data not in self._drawn:
            self._n_bytes += len(data)
            is_enough = len(self._drawn) >= MOST or time.monotonic() > self._until
            if is_enough or self._n_bytes > _MOST_ALL:
                return ""
            self._drawn[data] = drawn_anew(data)
        source = self._drawn[data]
        self._n_shown += len(source)
        return source if self._n_shown <= _MOST_SHOWN else ""

    def _data(self, where: str) -> bytes:
        if where[:4].lower() == "cid:":
            return self.parts.get(unquote(where[4:]).strip(" <>"), b"")
        found = _DATA.match(where)
        if not found:
            return b""
        try:
            return base64.b64decode(unquote(where[found.end() :]))
        except (ValueError, binascii.Error):
            return b""


def outside_of_attributes(tag: str, name: str, value: str) -> str | None:
    """For the cleaner: no attribute keeps a sign that a picture would be put for."""
    return None if _OPEN in value else value


def drawn_anew(data: bytes) -> str:
    """The picture as a ``data:`` address, "" where it can't be read or takes too long."""
    try:
        found = sandbox.shared.read("redrawing", data, Case())
    except sandbox.Unread:
        return ""
    made = next((each.data for each in found.members if each.data), None)
    if made is None or not made.startswith(b"\xff\xd8"):
        return ""
    return f"data:image/jpeg;base64,{base64.b64encode(made).decode()}"
