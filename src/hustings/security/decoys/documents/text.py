"""The text of a decoy document: lines, with places where copies differ, written ``{one word|another}``.

``# `` opens a heading, ``| a | b |`` is a row of a table. ``[log-in]``, ``[password]`` and ``[link]`` are
filled where there is one, and their lines left out where there is none. Pure.
"""

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

LEAST_PLACES = 8
_SLOT = re.compile(r"\{([^{}]*\|[^{}]*)\}")
_FILLED = re.compile(r"\[(log-in|password|link)\]")
_GAP = re.compile(r"(?<=[.!?]) (?=\w)")
_THOUSANDS = re.compile(r"(?<=\d)[\s.,’'](?=\d{3}(?!\d))")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
NBSP = "\N{NO-BREAK SPACE}"


class BadText(Exception):
    """The text can't be a decoy document; the message says why."""


@dataclass(frozen=True, slots=True)
class Block:
    kind: str  # "heading", "paragraph", "row"
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Paper:
    text: str

    @cached_property
    def lines(self) -> list[list[str | tuple[str, ...]]]:
        """Each line as fixed pieces and places (their options), in turn."""
        found = []
        for line in self.text.splitlines():
            parts: list[str | tuple[str, ...]] = []
            for at, piece in enumerate(_SLOT.split(line)):
                if at % 2:
                    parts.append(tuple(option.strip() for option in piece.split("|")))
                elif piece:
                    parts.append(piece)
            if parts:
                found.append(parts)
        return found

    @cached_property
    def places(self) -> list[tuple[str, ...]]:
        """The options of each place, in the order of the text."""
        return [part for line in self.lines for part in line if isinstance(part, tuple)]

    def filled(self, choices: Sequence[int], mark: str, values: Mapping[str, str]) -> list[Block]:
        """The blocks of one copy. ``values``: what stands for [log-in] and its like."""
        chosen, gap, blocks = iter(choices), Gaps(mark), []
        for line in self.lines:
            said = "".join(part[next(chosen)] if isinstance(part, tuple) else part for part in line)
            wanted = set(_FILLED.findall(said))
            spaced = gap.put(said)
            if not wanted - values.keys():
                blocks.append(_block(_FILLED.sub(lambda found: values[found[1]], spaced)))
        return blocks


def clean(said: str) -> str:
    """Without control characters and what is no letter; breaks of line or page begin a line."""
    return _ILLEGAL.sub("", _BREAKS.sub("\n", said))


def clean_line(said: str) -> str:
    return " ".join(clean(said).split())


def _block(said: str) -> Block:
    if said.startswith("# "):
        return Block("heading", (said[2:].strip(),))
    if said.startswith("|"):
        return Block("row", tuple(cell.strip() for cell in said.strip().strip("|").split("|")))
    return Block("paragraph", (said.strip(),))


class Gaps:
    def __init__(self, mark: str) -> None:
        self.bits = int.from_bytes(hashlib.sha256(f"gaps {mark}".encode()).digest(), "big")
        self.n = 0

    def put(self, line: str) -> str:
        return _GAP.sub(lambda _found: "  " if self.next() else " ", line)

    def next(self) -> bool:
        self.n += 1
        return bool(self.bits >> (self.n - 1) % 256 & 1)


def checked(text: str) -> Paper:
    """The text as a paper, or BadText with the number of places that it has."""
    paper = Paper(clean(text).strip())
    if len(paper.places) < LEAST_PLACES:
        raise BadText(len(paper.places))
    return paper


def choose(paper: Paper, others: Sequence[Sequence[int]], tries: int = 500) -> list[int]:
    """Choose by chance, but far from all other copies: in a quarter of the places, or the best of many."""
    wanted = max(3, len(paper.places) // 4)
    best: tuple[int, list[int]] = (-1, [])
    for _n in range(tries):
        drawn = [secrets.randbelow(len(options)) for options in paper.places]
        near = min((sum(a != b for a, b in zip(drawn, one, strict=False)) for one in others), default=wanted)
        if near >= wanted:
            return drawn
        best = max(best, (near, drawn))
    if best[0] < 1:
        raise BadText(len(paper.places))
    return best[1]


def normal(text: str) -> str:
    """Text for comparing: case, kinds of quotes and spaces, and how thousands are set apart, say nothing."""
    flat = unicodedata.normalize("NFKC", text).lower().translate(_ALIKE)
    return _THOUSANDS.sub("", " ".join(flat.split()))


_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "|": " ", "\u00ad": None})
