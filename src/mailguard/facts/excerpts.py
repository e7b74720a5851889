"""Excerpts as written, in whole words, found in lower case without accents."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from mailguard.facts.phrases import Want, fold
from mailguard.text.shortened import shortened

MOST = 80  # characters of a quotation
_TRIES = 500  # places where it may begin
_PIECE = re.compile(r"[^\W_]+|\$")
_GAP = re.compile(r"(?:[^\w$]|_)*")
_BOTH = re.compile(r"(?:[·•‧∙.][a-z]{1,5})+|\([a-z]{1,5}\)")  # both genders in one word: "adhérent·e·s"


class _Plain(dict[int, str]):
    """Each character as words are compared: most stay one, "œ" becomes two and an accent nothing."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        found = self[code] = sign if sign.isspace() else fold(sign)
        return found


_plain = _Plain()


class Excerpts:
    def __init__(self, text: str) -> None:
        self._text = text
        self._flat = self._text.lower() if self._text.isascii() else self._text.translate(_plain)
        self._places: list[int] = []
        if len(self._flat) != len(self._text):
            self._places = list(accumulate((len(_plain[ord(sign)]) for sign in self._text), initial=0))

    def quote(self, want: Want) -> str:
        """What was said, as it was written; the plain words where they can't be found again."""
        return self._quoted(want.words) or shortened(want.words, MOST)

    def _quoted(self, words: str) -> str:
        pieces = _PIECE.findall(words)
        span = next(self._spans(pieces), None) if pieces else None
        if span is None:
            return ""
        start, end = (self._place(at) for at in span)
        while start and self._text[start - 1].isalnum():
            start -= 1
        while end < len(self._text) and self._text[end].isalnum():
            end += 1
        return shortened(self._text[start:end], MOST)

    def _spans(self, pieces: list[str]) -> Iterator[tuple[int, int]]:
        start = -1
        for _ in range(_TRIES):
            start = self._flat.find(pieces[0], start + 1)
            if start < 0:
                return
            if not self._is_inside(start) and (end := self._end(start, pieces)):
                yield start, end

    def _end(self, at: int, pieces: list[str]) -> int:
        for piece in pieces:
            gap = _GAP.match(self._flat, at)
            at = self._after(gap.end() if gap else at, piece)
            if not at:
                return 0
        return at

    def _after(self, at: int, piece: str) -> int:
        """The end of a word that stands there, 0 if it doesn't."""
        if self._flat.startswith(piece, at):
            end = at + len(piece)
            both = _BOTH.match(self._flat, end)
            return 0 if self._is_inside(end) else both.end() if both and both[0][0] != "." else end
        stem = piece.removesuffix("s")
        both = _BOTH.match(self._flat, at + len(stem))
        return both.end() if both and self._flat.startswith(stem, at) else 0

    def _is_inside(self, at: int) -> bool:
        return 0 < at < len(self._flat) and self._flat[at - 1].isalpha() and self._flat[at].isalpha()

    def _place(self, at: int) -> int:
        if not self._places:
            return at
        return bisect_left(self._places, at)
