"""Look-alikes among long lists of registrations, certificates or look-ups: millions of lines in a stream.

To judge a line costs some 30 µs. Nearly all are passed over in C beforehand: a look-alike one edit away
leaves one half of the name whole, so only lines that hold a piece of a watched name are read closely.
"""

import bz2
import codecs
import gzip
import io
import itertools
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

from mailguard.identifiers import domain_names
from mailguard.lookalikes.names import Name, words
from mailguard.lookalikes.skeleton import skeleton
from mailguard.lookalikes.watch import Lookalike, Watch

_BLOCK = 1 << 22
_LONGEST_LINE = 1 << 16  # what is longer is one line of JSON, and is cut between its values
_PART = 1 << 12
_BETWEEN = (b",", b'"', b"{", b"}", b" ")
_ESCAPED = re.compile(r"\\+(?:u([0-9A-Fa-f]{4})|[nrt])")
_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,12}[\w-]{2,63}")
_SEEN = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0135i", b"abcdefghljklmnopqrstuvwxyzolesl")
_PAIRS = ((b"rn", b"m"), (b"vv", b"w"), (b"cl", b"d"), (b"nn", b"m"))
_PACKED: tuple[tuple[bytes, Callable[[Any], Any]], ...] = (
    (b"\x1f\x8b", gzip.open),
    (b"BZh", bz2.open),
    (b"\xfd7zXZ", lzma.open),
)
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BARE = (
    ("utf-16-le", re.compile(rb"(?:[\t\r\n -~]\0){2}")),
    ("utf-16-be", re.compile(rb"(?:\0[\t\r\n -~]){2}")),
)
_PROVIDER_LEAST = 0.7  # lists hold many harmless neighbours of the providers


@dataclass(frozen=True, slots=True)
class Found:
    """A look-alike and the first line that names it, counted from 1."""

    line: int
    match: Lookalike


def among(
    file: BinaryIO, watch: Watch, *, least: float = 0.5, progress: Callable[[int], None] = lambda n: None,
    n_before: int = 0,
) -> Iterator[Found]:  # fmt: skip
    """Every host of ``file`` that looks like a watched name, once a registered domain.

    ``progress`` hears bytes read next, after ``n_before`` lines. No slips in providers' names under eight
    letters, and resemblance to one only from 0.7.
    """
    sieve = Sieve(watch)
    told: set[tuple[str, str]] = set()
    for block in _blocks(file):
        progress(len(block))
        lines = block.split(b"\n")
        for number in sorted(sieve.lines(block)):
            for match in _in_line(lines[number], sieve, watch):
                enough = max(least, _PROVIDER_LEAST) if match.is_provider else least
                key = (domain_names.organisation(match.host), match.name)
                if match.strength >= enough and key not in told:
                    told.add(key)
                    yield Found(n_before + number + 1, match)
        n_before += len(lines) - 1


def opened(path: Path) -> BinaryIO:
    """The file, unpacked while it is read where it is gzip, bzip2 or xz. Raises OSError."""
    return unpacked(path.open("rb"))


def unpacked(file: BinaryIO) -> BinaryIO:
    """The same of an open file, closed with it; UTF-16, as Windows writes it, becomes UTF-8."""
    buffered: Any = file if hasattr(file, "peek") else io.BufferedReader(file)
    magic = buffered.peek(6)[:6]
    opener = next((opener for starts, opener in _PACKED if magic.startswith(starts)), None)
    text = buffered if opener is None else io.BufferedReader(_Unpacked(opener(buffered), buffered))
    try:
        begins = text.peek(4)[:4]
    except (OSError, EOFError):
        text.close()
        raise
    coding = _coding(begins)
    return io.BufferedReader(_Recoded(text, coding)) if coding else text


def _coding(begins: bytes) -> str:
    """Which UTF-16 a text is written in by its first bytes; nothing for any other."""
    if begins[:2] in _WIDE and begins != codecs.BOM_UTF32_LE:
        return "utf-16"
    return next((coding for coding, form in _BARE if form.fullmatch(begins)), "")


def is_text(file: BinaryIO) -> bool:
    """Whether a file that ``unpacked`` gave begins as lists of names do. Raises OSError, EOFError."""
    return b"\0" not in file.peek(1)[:4_096]  # type: ignore[attr-defined] # it is buffered


def is_empty(file: BinaryIO) -> bool:
    """Whether there is nothing but white space in a file that ``unpacked`` gave. Raises OSError, EOFError."""
    begin: bytes = file.peek(1)  # type: ignore[attr-defined] # it is buffered
    return len(begin) < 4_096 and not begin.strip()


class _Unpacked(io.RawIOBase):
    def __init__(self, text: Any, file: BinaryIO) -> None:
        self.text, self.file = text, file

    def readable(self) -> bool:
        return True

    def readinto(self, place: Any) -> int:
        """Fill ``place`` as far as there is text; packing that is broken is an OSError."""
        try:
            data = self.text.read(len(place))
        except (zlib.error, lzma.LZMAError) as error:
            raise OSError(str(error)) from error
        place[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self.text.close()
            self.file.close()
        super().close()


class _Recoded(io.RawIOBase):
    """What is UTF-16, as UTF-8."""

    def __init__(self, file: BinaryIO, coding: str) -> None:
        self.file = file
        self._decoder = codecs.getincrementaldecoder(coding)("replace")
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, place: Any) -> int:
        """Fill ``place`` as far as there is text."""
        while not self._rest and (data := self.file.read(_LONGEST_LINE)):
            self._rest = self._decoder.decode(data).encode()
        n = min(len(place), len(self._rest))
        place[:n], self._rest = self._rest[:n], self._rest[n:]
        return n

    def close(self) -> None:
        if not self.closed:
            self.file.close()
        super().close()


class Sieve:
    """Which lines of a block may hold a look-alike: never misses one that ``Watch`` would name in lists."""

    def __init__(self, watch: Watch) -> None:
        flat: set[bytes] = set()
        looks: set[bytes] = set()
        for name in watch.names:
            flat.update(piece.encode().translate(_SEEN) for piece in _pieces(name.word, name))
            if not name.is_common and len(name.word) > 3:  # shorter ones never match by their looks
                looks.update(piece.encode() for piece in _pieces(skeleton(name.word), name))
            if name.pieces:  # all of them in another order, or one alone
                flat.add(max(name.pieces, key=len).encode().translate(_SEEN))
        flat.update(piece.encode().translate(_SEEN) for _, piece in watch.parts)
        self._flat = _any_of(flat)
        self._looks = _any_of(looks)

    def lines(self, block: bytes) -> set[int]:
        """Numbers of lines, from 0."""
        flat = block.translate(_SEEN, b"-._")
        found = _numbers(self._flat, flat)
        looks = flat
        for pair, letter in _PAIRS:
            looks = looks.replace(pair, letter)
        found |= _numbers(self._looks, looks)
        if b"xn--" in block or b"\\u" in block or not block.isascii():
            found |= _numbers(re.compile(rb"xn--|\\u[0-9A-Fa-f]{4}|[\x80-\xff]"), block)
        return found


def _pieces(word: str, name: Name) -> Iterator[str]:
    n = len(word)
    if name.is_common or n < 5 or (name.is_provider and n < 8):
        yield word
        return
    if n == 5:  # only these slips are strong enough in so short a word
        yield word
        yield from (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(n - 1))
        yield from (word[: i + 1] + word[i] + word[i + 1 :] for i in range(n))
        return
    if name.is_provider and not _ordinary().isdisjoint(
        {
            skeleton(part)
            for part in (word[: n // 2], word[n // 2 :], word[:4], word[:5], word[-5:], word[-4:])
        }
    ):
        yield word  # half of all lists has a "cloud" or a "mail" in it
        return
    n_cuts = 3 if n >= 12 and not name.is_provider else 2
    places = [n * cut // n_cuts for cut in range(n_cuts + 1)]
    for start, end in itertools.pairwise(places):
        yield word[start:end]
    for cut in places[1:-1]:  # a swap across the cut leaves neither side whole
        yield word[max(cut - 3, 0) : cut - 1] + word[cut] + word[cut - 1] + word[cut + 1 : cut + 3]


@lru_cache(1)
def _ordinary() -> frozenset[str]:
    return frozenset(map(skeleton, words("services") | words("ordinary")))


def _any_of(pieces: set[bytes]) -> re.Pattern[bytes]:
    shortest: list[bytes] = []
    for piece in sorted(pieces, key=len):
        if not any(short in piece for short in shortest):
            shortest.append(piece)
    tree: dict[int, list[bytes]] = {}
    for piece in sorted(shortest):
        tree.setdefault(piece[0], []).append(re.escape(piece[1:]))
    branches = [re.escape(bytes([first])) + b"(?:" + b"|".join(rest) + b")" for first, rest in tree.items()]
    return re.compile(b"|".join(branches) or rb"(?!)")


def _numbers(pattern: re.Pattern[bytes], block: bytes) -> set[int]:
    """The lines with a match; after one the search goes on in the next line."""
    found = set()
    number = counted = at = 0
    while match := pattern.search(block, at):
        number += block.count(b"\n", counted, match.start())
        found.add(number)
        counted = match.start()
        at = block.find(b"\n", counted)
        if at < 0:
            break
    return found


def _in_line(line: bytes, sieve: Sieve, watch: Watch) -> Iterator[Lookalike]:
    for part in _parts(line, sieve):
        text = part.decode("utf-8", "replace")
        if "\\" in text:
            text = _ESCAPED.sub(_meant, text)
        for host in _HOST.findall(text):
            if match := watch.match(host.lower()):
                yield match


def _meant(escape: re.Match[str]) -> str:
    """What stands behind an escape of JSON: a letter, or what lies between two names."""
    return chr(int(escape[1], 16)) if escape[1] else " "


def _parts(line: bytes, sieve: Sieve) -> list[bytes]:
    """The line; of a long one those parts that are worth reading, cut where no name is."""
    if len(line) <= _LONGEST_LINE:
        return [line]
    parts = []
    start = 0
    while start < len(line):
        end = min(start + _PART, len(line))
        if end < len(line):
            end = _last_between(line, start, end) or end
        parts.append(line[start:end])
        start = end
    return [parts[number] for number in sorted(sieve.lines(b"\n".join(parts)))]


def _last_between(data: bytes, start: int, end: int) -> int:
    """The place behind the last mark between two values in there, 0 where there is none."""
    return max(data.rfind(mark, start, end) for mark in _BETWEEN) + 1


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    """Blocks that end with a line; a line longer than the bound is cut, between values where it has some."""
    rest = b""
    while data := file.read(_BLOCK):
        data = rest + data
        end = data.rfind(b"\n") + 1
        if not end and len(data) > _LONGEST_LINE:
            end = _last_between(data, len(data) - _LONGEST_LINE, len(data)) or len(data)
        rest = data[end:]
        if end:
            yield data[:end]
    if rest:
        yield rest + b"\n"
