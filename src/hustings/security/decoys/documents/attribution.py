"""Names the copy that a found document was, as a posterior over all copies, mixtures and none.

Pure. Wording survives re-typing, spaces pasting, measures new metadata; metadata and the file settle it.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log

from hustings.security.decoys.documents.reader import Read
from hustings.security.decoys.documents.text import Gaps, Paper, normal

SURE, LIKELY = 0.999, 0.9
_WORD_SLIPS, _GAP_SLIPS = 0.02, 0.08  # how often a place is read or retyped wrongly
_SAME_FILE, _SAME_MARK, _OTHER_MARK = log(1e12), log(1e6), log(1e-3)
_SAME_MEASURES, _OTHER_MEASURES = log(60), log(0.5)
_NEAR = {"docx": 0.5, "xlsx": 0.5, "pdf": 0.12}
_MIXED = log(0.05)  # how often somebody mixes two copies, so that neither is blamed
_FEWEST = 4  # places: fewer say nothing
_LONGEST = 1_000_000  # characters


@dataclass(frozen=True)
class Known:
    """A copy, as far as it matters here."""

    key: int
    paper: Paper
    words: Sequence[int]
    measures: tuple[float, float] | None
    mark: str
    sha256: str
    format: str


@dataclass(frozen=True)
class Match:
    """A copy that it may have been. ``sure`` is between nought and one."""

    key: int
    sure: float
    n_places: int
    n_agreeing: int
    is_same_file: bool
    has_mark: bool
    has_measures: bool
    gaps: tuple[int, int]  # wide and narrow spaces that agree, of how many


def find(read: Read, data: bytes, copies: Iterable[Known], most: int = 5) -> list[Match]:
    """The likeliest copies, those first that are surest; none where nothing speaks for any."""
    digest, text = hashlib.sha256(data).hexdigest(), normal(read.text[:_LONGEST])
    seen: dict[str, list[int | None]] = {}
    weighed: list[tuple[float, Match]] = []
    copies = list(copies)
    for copy in copies:
        places = seen.get(copy.paper.text)
        if places is None:
            places = seen[copy.paper.text] = observed(copy.paper, text)
        weighed.append(_weigh(copy, read, digest, places))
    rivals = [*(weight for weight, _match in weighed), *_mixes(weighed, copies, seen)]
    whole = 1.0 + sum(exp(min(weight, 600)) for weight in rivals)
    found = [_with(match, exp(min(weight, 600)) / whole) for weight, match in weighed]
    told = (m for m in found if m.sure >= 0.05 and (m.n_places >= _FEWEST or m.is_same_file or m.has_mark))
    return sorted(told, key=lambda m: -m.sure)[:most]


def _mixes(
    weighed: Sequence[tuple[float, Match]], copies: Sequence[Known], seen: dict[str, list[int | None]]
) -> Iterator[float]:
    if not weighed:
        return
    best = copies[max(range(len(copies)), key=lambda at: weighed[at][0])]
    for other in copies:
        if other is not best and other.paper.text == best.paper.text:
            places = zip(best.paper.places, best.words, other.words, seen[best.paper.text], strict=False)
            yield _MIXED + sum(
                _of_either(len(options), (there == one) + (there == two))
                for options, one, two, there in places
                if there is not None
            )


def _of_either(n_options: int, n_agreeing: int) -> float:
    """Readings of a place in a mix of two: none, one or both of them have the word that stands there."""
    slips = _WORD_SLIPS / (n_options - 1)
    return log(((1 - _WORD_SLIPS) * n_agreeing + slips * (2 - n_agreeing)) / 2 * n_options)


def _with(match: Match, sure: float) -> Match:
    return Match(
        match.key, sure, match.n_places, match.n_agreeing, match.is_same_file, match.has_mark,
        match.has_measures, match.gaps,
    )  # fmt: skip


def _weigh(copy: Known, read: Read, digest: str, places: list[int | None]) -> tuple[float, Match]:
    weight, n, agreeing = 0.0, 0, 0
    for options, chosen, there in zip(copy.paper.places, copy.words, places, strict=False):
        if there is None:
            continue
        n, agreeing = n + 1, agreeing + (there == chosen)
        weight += _likelier(there == chosen, len(options), _WORD_SLIPS)
    gaps = _gaps(copy, read.text)
    if n < _FEWEST:
        weight, gaps = 0.0, (0, 0)
    weight += gaps[0] * _likelier(True, 2, _GAP_SLIPS) + (gaps[1] - gaps[0]) * _likelier(False, 2, _GAP_SLIPS)
    is_same, has_mark = digest == copy.sha256, copy.mark in read.marks
    has_measures = _measures_agree(copy, read)
    if is_same:
        weight += _SAME_FILE
    if has_mark:
        weight += _SAME_MARK
    elif read.marks and n:
        weight += _OTHER_MARK if not is_same else 0.0
    if n >= _FEWEST and read.measures and read.kind == copy.format:
        weight += _SAME_MEASURES if has_measures else _OTHER_MEASURES
    return weight, Match(copy.key, 0.0, n, agreeing, is_same, has_mark, has_measures, gaps)


def _likelier(agrees: bool, n_options: int, slips: float) -> float:
    chance = 1 / n_options
    return log((1 - slips) / chance) if agrees else log(slips / (n_options - 1) / chance)


def _measures_agree(copy: Known, read: Read) -> bool:
    if not read.measures or not copy.measures or read.kind != copy.format:
        return False
    near = _NEAR.get(read.kind, 0.0)
    return all(abs(a - b) <= near for a, b in zip(read.measures, copy.measures, strict=True))


_WIDE = re.compile(r"(?<=[.!?])([ \u00a0]{1,2})(?=\w)")


def _gaps(copy: Known, text: str) -> tuple[int, int]:
    """How many spaces between sentences agree, of how many; none of none where all were made narrow."""
    widths = [len(found[1]) == 2 for found in _WIDE.finditer(text.replace("\r", ""))]
    if not any(widths) or all(widths):
        return 0, 0
    told = Gaps(copy.mark)
    wanted = [told.next() for _n in range(_n_gaps(copy.paper.text, tuple(copy.words)))]
    if len(wanted) != len(widths):
        return 0, 0  # sentences are missing: which space is which, nobody knows
    return sum(a == b for a, b in zip(wanted, widths, strict=True)), len(widths)


@lru_cache(2_000)
def _n_gaps(text: str, words: tuple[int, ...]) -> int:
    filled = Paper(text).filled(words, "", {"log-in": "x", "password": "x", "link": "x"})
    return sum(len(_WIDE.findall(cell)) for block in filled for cell in block.cells)


# --- Which option stands at each place -----------------------------------------------------------------
def observed(paper: Paper, text: str) -> list[int | None]:
    """The option found at each place, None for none or several, by four words around: excerpts do."""
    wide, narrow = _windows(paper.text, 4), _windows(paper.text, 2)
    return [_read_place(places, text) for places in zip(wide, narrow, strict=True)]


_Window = tuple[str, tuple[str, ...], str]  # what stands before, the options, what stands after


def _read_place(windows: tuple[_Window, ...], text: str) -> int | None:
    """The first window that the text holds says it: those with both sides before those with one."""
    for before, options, after in windows:
        for left, right in ((before, after), (before, ""), ("", after)):
            if len(re.findall(r"\w+", re.sub(r"\\s", " ", left + right))) < 2:
                continue
            hits = {options.index(hit) for hit in _pattern(left, options, right).findall(text)}
            if hits:
                return hits.pop() if len(hits) == 1 else None
    return None


@lru_cache(4_000)
def _pattern(before: str, options: tuple[str, ...], after: str) -> re.Pattern[str]:
    longest = sorted(options, key=len, reverse=True)
    middle = "|".join(re.escape(option) for option in longest)
    ends = r"(?!\w)" if not after else ""
    starts = r"(?<!\w)" if not before else ""
    return re.compile(f"{before}{starts}({middle}){ends}{after}")


@lru_cache(400)
def _windows(text: str, most: int) -> list[_Window]:
    windows = []
    for line in Paper(text).lines:
        for at, part in enumerate(line):
            if isinstance(part, tuple):
                options = tuple(normal(option) for option in part)
                before = _side(line[:at], most, is_before=True)
                after = _side(line[at + 1 :], most, is_before=False)
                windows.append((before, options, after))
    return windows


def _side(parts: Sequence[str | tuple[str, ...]], most: int, *, is_before: bool) -> str:
    """A pattern for up to ``most`` words beside a place, other places among them as any of their options."""
    said, n = "", 0
    for part in reversed(parts) if is_before else parts:
        if n >= most:
            break
        if isinstance(part, tuple):
            piece, words = "(?:" + "|".join(re.escape(normal(option)) for option in part) + ")", 1
        else:
            piece, words = _fixed(part, most - n, is_before=is_before)
        said = piece + said if is_before else said + piece
        n += words
    return said


def _fixed(part: str, most: int, *, is_before: bool) -> tuple[str, int]:
    flat = normal(re.sub(r"\[[\w-]+\].*" if not is_before else r".*\[[\w-]+\]", "", part).removeprefix("# "))
    words = flat.split()
    some = words[-most:] if is_before else words[:most]
    inner = r"\s?".join(re.escape(word) for word in some)
    gap = r"\s?"
    return f"{gap}{inner}{gap}" if some else gap, len(some)
