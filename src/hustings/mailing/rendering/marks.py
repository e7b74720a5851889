"""Merge fields on their way through templates and MJML: words that nobody can have typed."""

import re
import secrets

from hustings.mailing import merge
from hustings.mailing.merge import Merge, Piece


class Marks:
    """The merge fields of a letter, each by a mark of letters and digits, which nothing escapes or breaks."""

    def __init__(self) -> None:
        self._word = f"m{secrets.token_hex(6)}x"
        self._mark = re.compile(f"{self._word}([0-9]+)z")
        self._merges: list[Merge] = []
        self._marks: dict[Merge, str] = {}

    def of(self, field: Merge) -> str:
        """What stands in the place of a merge field until it is cut."""
        if field not in self._marks:
            self._marks[field] = f"{self._word}{len(self._merges)}z"
            self._merges.append(field)
        return self._marks[field]

    def put(self, text: str) -> str:
        """Read the merge fields of a text that somebody typed and mark them, or raise BadMerge."""
        pieces = merge.parse(text)
        return "".join(piece if isinstance(piece, str) else self.of(piece) for piece in pieces)

    def cut(self, text: str) -> list[Piece]:
        """Put each merge field back in the place of its mark."""
        pieces: list[Piece] = list(self._mark.split(text))
        pieces[1::2] = [self._merges[int(str(number))] for number in pieces[1::2]]
        return [piece for piece in pieces if piece != ""]
