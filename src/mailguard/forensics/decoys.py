"""Decoys of ours among published mail: addresses, marks, files, links, and wordings that were pasted.

The register is JSON: ``{"decoys": [{"name": …, "addresses": […], "marks": […], "sha256": […], "links": […],
"wordings": […]}]}``. Every list may be missing.
"""

import contextlib
import hashlib
import html
import io
import json
import re
import zipfile
import zlib
from collections import Counter, OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mailguard.forensics import markup, sketch
from mailguard.forensics.reading import Mail
from mailguard.i18n import Complaint

_MOST = 50_000_000  # bytes of a register
_ROW = 6  # words in a row that are compared
_FEWEST = 7  # such rows: twelve words taken over as they stand
_LONG = 5  # letters
_LEAST_MARK = 6  # characters
_MOST_UNPACKED = 8_000_000  # bytes of one file
_MOST_MEMBERS = 400
_KEPT = 512  # files whose words are remembered
_STREAM = re.compile(rb"stream\r?\n")
_TAG = re.compile(rb"<[^<>]{0,2000}>")
_END = re.compile(rb"</(?:w:p|t|text:p|a:p)>|<w:(?:br|tab)/>")
_VALUE = re.compile(rb'="([^"<>]{6,400})"')
_KEYS = ("addresses", "marks", "sha256", "links", "wordings")


class BadDecoys(Complaint):
    """The register can't be used."""


@dataclass(frozen=True, slots=True)
class Hit:
    """``how`` is address, mark, file, link or wording; ``what`` was found, ``where`` in the mail."""

    name: str
    how: str
    what: str
    where: str


@dataclass
class Register:
    addresses: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    sha256: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    wordings: dict[int, str] = field(default_factory=dict)  # rows of words
    texts: list[str] = field(default_factory=list)  # those wordings
    digest: str = ""

    def __post_init__(self) -> None:
        signs = [*self.addresses, *self.marks, *self.links]
        words = sorted(map(re.escape, signs), key=len, reverse=True)
        self._pattern = re.compile("|".join(words)) if words else None
        self._words: OrderedDict[str, str] = OrderedDict()
        self._long, self._least = _sieve(self.texts)

    def __bool__(self) -> bool:
        return bool(self.addresses or self.marks or self.sha256 or self.links or self.wordings)

    def hits(self, mail: Mail) -> list[Hit]:
        """Every sign of a decoy in a mail, each decoy and way once."""
        if not self:
            return []
        found: dict[tuple[str, str], Hit] = {}
        for hit in self._all(mail):
            found.setdefault((hit.name, hit.how), hit)
        return list(found.values())

    def _all(self, mail: Mail) -> Iterator[Hit]:
        if mail.sha256 in self.sha256 or mail.bytes_hash in self.sha256:
            name = self.sha256.get(mail.sha256) or self.sha256[mail.bytes_hash]
            yield Hit(name, "file", mail.sha256, "mail")
        yield from self._signs("\n".join(f"{name}: {value}" for name, value in mail.facts.headers), "header")
        body = "\n".join((*mail.lines, *mail.page))
        yield from self._signs(body, "text")
        yield from self._pasted(mail.words, "text")
        if mail.lines and mail.page:
            yield from self._pasted(" ".join(markup.bare(mail.page)), "page")
        for piece, data in zip(mail.files, mail.payloads, strict=True):
            place = piece.name or piece.path
            if name := self.sha256.get(piece.sha256, ""):
                yield Hit(name, "file", piece.sha256, place)
            if self._pattern or self.wordings:
                words = self._of_file(piece.sha256, data)
                yield from self._signs(words, place)
                yield from self._pasted(words, place)

    def _signs(self, text: str, where: str) -> Iterator[Hit]:
        if self._pattern is None:
            return
        lower = text.lower()
        for match in self._pattern.finditer(lower):
            sign = match[0]
            if name := self.marks.get(sign, ""):
                yield Hit(name, "mark", sign, where)
            elif _stands_alone(lower, match.start(), match.end()):
                how = "address" if sign in self.addresses else "link"
                yield Hit(self.addresses.get(sign) or self.links[sign], how, sign, where)

    def _pasted(self, text: str, where: str) -> Iterator[Hit]:
        if not self.wordings or len(self._long.intersection(sketch.words(text))) < self._least:
            return
        counts = Counter(self.wordings[row] for row in sketch.shingles(text, _ROW) if row in self.wordings)
        for name, n in counts.items():
            if n >= _FEWEST:
                yield Hit(name, "wording", str(n + _ROW - 1), where)

    def _of_file(self, sha256: str, data: bytes) -> str:
        """The words of a file, remembered: the same ones are sent to many."""
        if sha256 not in self._words:
            self._words[sha256] = words(data)
            if len(self._words) > _KEPT:
                self._words.popitem(last=False)
        return self._words[sha256]


def _sieve(texts: list[str]) -> tuple[frozenset[str], int]:
    """Long words of these texts, and how many every passage has: most mails need no closer look."""
    long: set[str] = set()
    least = _ROW + _FEWEST
    for text in texts:
        words = sketch.words(text)
        long |= {word for word in words if len(word) >= _LONG}
        n = _ROW + _FEWEST - 1
        for at in range(max(1, len(words) - n + 1)):
            least = min(least, len({word for word in words[at : at + n] if len(word) >= _LONG}))
    return frozenset(long), least


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 2]
    return not (before.isalnum() or before in {"-", "_", "+"}) and not (
        after[:1].isalnum() or after[:1] in {"-", "_"} or (after[:1] == "." and after[1:].isalnum())
    )


# --- The words of files -------------------------------------------------------------------------
def words(data: bytes) -> str:
    """What a file says, its properties too, as far as can be told without running anything of it."""
    if data[:4] == b"PK\x03\x04":
        return _of_office(data)
    if data[:5] == b"%PDF-":
        return _of_pdf(data)
    if b"\0" in data[:4_000]:
        return ""
    return data[:_MOST_UNPACKED].decode("utf-8", "replace")


def _of_office(data: bytes) -> str:
    """DOCX, XLSX, ODT: their XML without its tags, the values of attributes too."""
    pieces: list[bytes] = []
    errors = (zipfile.BadZipFile, OSError, zlib.error, EOFError, NotImplementedError, RuntimeError)
    with contextlib.suppress(*errors), zipfile.ZipFile(io.BytesIO(data)) as archive:
        left = _MOST_UNPACKED
        for info in archive.infolist()[:_MOST_MEMBERS]:
            if not info.filename.endswith((".xml", ".rels", ".txt")) or left <= 0:
                continue
            with archive.open(info) as member:
                text = member.read(left)
            left -= len(text)
            pieces.append(b" ".join(_VALUE.findall(text)))
            pieces.append(_TAG.sub(b"", _END.sub(b" ", text)))
    return html.unescape(b" ".join(pieces).decode("utf-8", "replace"))


def _of_pdf(data: bytes) -> str:
    """Its bytes as they lie there, and unpacked; then its words, read by a process apart."""
    pieces, left = [data[:_MOST_UNPACKED]], _MOST_UNPACKED
    for begin in _STREAM.finditer(data):
        if left <= 0:
            break
        with contextlib.suppress(zlib.error):
            unpacked = zlib.decompressobj().decompress(data[begin.end() :], left)
            left -= len(unpacked)
            pieces.append(unpacked)
    text = b"\n".join(pieces).decode("latin-1")
    return f"{text}\n{_shown(data)}"


def _shown(data: bytes) -> str:
    from mailguard.files.finding import Case
    from mailguard.files.sandbox import Unread, shared

    try:
        return " ".join(shared.read("pdf", data, Case()).words)
    except Unread:
        return ""


# --- The register --------------------------------------------------------------------------------
def load(path: Path | None, addresses: tuple[str, ...] = ()) -> Register:
    """The register in a file, or BadDecoys (OSError where there is none); and these addresses."""
    if path is None:
        return build({"decoys": [{"name": each, "addresses": [each]} for each in addresses]})
    with path.open("rb") as file:
        raw = file.read(_MOST)
    try:
        data = json.loads(raw)
    except ValueError as error:
        raise BadDecoys("{path} isn't JSON: {why}.", path=path, why=error) from error
    if not isinstance(data, dict) or not isinstance(data.get("decoys"), list):
        raise BadDecoys("{path} has no list “decoys”.", path=path)
    more = [{"name": each, "addresses": [each]} for each in addresses]
    return build({"decoys": [*more, *data["decoys"]]}, path)


def build(data: dict[str, Any], path: object = "") -> Register:
    made = Register(digest=hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest())
    for number, each in enumerate(data["decoys"], 1):
        if not isinstance(each, dict) or not all(_is_list(each.get(key, [])) for key in _KEYS):
            raise BadDecoys(
                "{path}: decoy {n} is not as it should be: it has lists of texts.", path=path, n=number
            )
        _add(made, each, str(each.get("name") or number), number, path)
    made.__post_init__()
    return made


def _add(made: Register, each: dict[str, Any], name: str, number: int, path: object) -> None:
    for mark in each.get("marks", []):
        if len(mark.strip()) < _LEAST_MARK:
            raise BadDecoys("{path}: decoy {n} has a mark that is too short to be sure.", path=path, n=number)
        made.marks[mark.strip().lower()] = name
    made.addresses |= {one.strip().lower(): name for one in each.get("addresses", []) if "@" in one}
    made.sha256 |= {one.strip().lower(): name for one in each.get("sha256", [])}
    made.links |= {_link(one): name for one in each.get("links", []) if len(_link(one)) >= _LEAST_MARK}
    for text in each.get("wordings", []):
        made.wordings |= dict.fromkeys(sketch.shingles(text, _ROW), name)
        made.texts.append(text)


def _link(text: str) -> str:
    return re.sub(r"\Ahttps?://", "", text.strip().lower()).rstrip("/")


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
