"""What was changed in a mail: which field, line or file, ours beside theirs."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from mailguard.forensics import outline
from mailguard.forensics.outline import Outline
from mailguard.forensics.reading import Mail

MOST = 400  # differences of one mail that are kept
_LONGEST = 2_000  # characters of one side
_MOST_LINES = 3_000  # what is longer is compared as sets of lines
_ADDED = ("sender", "message-id")  # servers add and drop them
GONE = "\ufffc"  # in place of words of ours that nobody kept: only their hash is known


@dataclass(frozen=True, slots=True)
class Difference:
    """``place`` is a header, ``text``, ``page`` or ``file``; None where a side has nothing there."""

    place: str
    name: str = ""
    line: int = 0
    ours: str | None = None
    theirs: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Without what is empty."""
        return {key: value for key, value in asdict(self).items() if value not in ("", 0, None)}


def between(ours: Mail, theirs: Mail) -> list[Difference]:
    """Everything that an author writes and that differs; nothing of the way that either took."""
    found = [*_heads(ours, theirs), *_texts(ours, theirs), *_files(ours, theirs)]
    return found[:MOST]


def from_outline(ours: Outline, theirs: Mail) -> list[Difference]:
    """The same where our mail is gone and its hashes alone are left."""
    found = [*_outlined_head(ours, theirs), *_outlined_texts(ours, theirs)]
    kept = set(ours.files)
    there = {(each.name, each.sha256) for each in theirs.files}
    found += _files_of(kept, there)
    return found[:MOST]


def _heads(ours: Mail, theirs: Mail) -> Iterator[Difference]:
    left, right = outline.head(ours), outline.head(theirs)
    for name in outline.HEADERS:
        one, other = left.get(name), right.get(name)
        same = outline.compared(name, one or "", ours) == outline.compared(name, other or "", theirs)
        if not same and not (name in _ADDED and None in (one, other)):
            yield Difference("header", name, ours=_cut(one), theirs=_cut(other))


def _texts(ours: Mail, theirs: Mail) -> Iterator[Difference]:
    if ours.lines and theirs.lines:
        if ours.words != theirs.words:
            yield from _lines("text", ours.lines, theirs.lines)
    elif ours.words != theirs.words and not (ours.page and theirs.page):
        yield from _lines("text", _plain(ours), _plain(theirs))
    if ours.page and theirs.page and " ".join(ours.page) != " ".join(theirs.page):
        yield from _lines("page", ours.page, theirs.page)


def _plain(mail: Mail) -> tuple[str, ...]:
    return mail.lines or outline.bare_page(mail)


def _lines(place: str, ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Difference]:
    if max(len(ours), len(theirs)) > _MOST_LINES:
        yield from _unordered(place, ours, theirs)
        return
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        if " ".join(ours[a:b]) == " ".join(theirs[c:d]):
            continue  # only wrapped elsewhere
        for at in range(max(b - a, d - c)):
            one = ours[a + at] if a + at < b else None
            other = theirs[c + at] if c + at < d else None
            yield Difference(place, line=min(c + at, d) + 1, ours=_cut(one), theirs=_cut(other))


def _unordered(place: str, ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Difference]:
    left, right = set(ours), set(theirs)
    for number, line in enumerate(theirs, 1):
        if line not in left:
            yield Difference(place, line=number, theirs=_cut(line))
    for line in ours:
        if line not in right:
            yield Difference(place, ours=_cut(line))


def _files(ours: Mail, theirs: Mail) -> Iterator[Difference]:
    left = {(each.name, each.sha256) for each in ours.files}
    right = {(each.name, each.sha256) for each in theirs.files}
    yield from _files_of(left, right)


def _files_of(ours: set[tuple[str, str]], theirs: set[tuple[str, str]]) -> list[Difference]:
    """By content, then by name: a file under another name is told as such."""
    left, right = sorted(ours - theirs), sorted(theirs - ours)
    found = []
    for name, sha256 in list(left):
        same = next((each for each in right if each[1] == sha256), None) or next(
            (each for each in right if each[0] == name), None
        )
        if same:
            left.remove((name, sha256))
            right.remove(same)
            found.append(Difference("file", name, ours=_file(name, sha256), theirs=_file(*same)))
    found += [Difference("file", name, ours=_file(name, sha256)) for name, sha256 in left]
    found += [Difference("file", name, theirs=_file(name, sha256)) for name, sha256 in right]
    return found


def _file(name: str, sha256: str) -> str:
    return f"{name} ({sha256})" if name else sha256


def _outlined_head(ours: Outline, theirs: Mail) -> Iterator[Difference]:
    right = outline.head(theirs)
    for name in outline.HEADERS:
        value, kept = right.get(name), ours.head.get(name)
        now = outline.hashed(outline.compared(name, value, theirs)) if value is not None else None
        if now != kept and not (name in _ADDED and None in (now, kept)):
            gone = None if kept is None else GONE
            yield Difference("header", name, ours=gone, theirs=_cut(value))


def _outlined_texts(ours: Outline, theirs: Mail) -> Iterator[Difference]:
    if ours.words != outline.hashed(theirs.words) and bool(ours.lines) == bool(theirs.lines):
        yield from _hashed_lines("text", ours.lines or ours.page, theirs.lines or theirs.page)
    if ours.lines and ours.page and theirs.page:
        yield from _hashed_lines("page", ours.page, theirs.page)


def _hashed_lines(place: str, ours: tuple[int, ...], theirs: tuple[str, ...]) -> Iterator[Difference]:
    left, right = set(ours), set(map(outline.hashed, theirs))
    for number, line in enumerate(theirs, 1):
        if outline.hashed(line) not in left:
            yield Difference(place, line=number, theirs=_cut(line))
    for each in ours:
        if each not in right:
            yield Difference(place, ours=GONE)


def _cut(text: str | None) -> str | None:
    return text if text is None or len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
