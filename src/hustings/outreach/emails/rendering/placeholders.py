"""Merge fields, and parts for some, on their way through templates and MJML: words that nobody can type."""

import re
import secrets

from hustings.outreach.emails import merge_fields
from hustings.outreach.emails.merge_fields import Merge, Only, Piece


class Marks:
    """The merge fields of a letter, each by a mark of letters and digits, which nothing escapes or breaks."""

    def __init__(self) -> None:
        self._word = f"m{secrets.token_hex(6)}x"
        self._mark = re.compile(f"{self._word}([0-9]+)z")
        self._only = re.compile(f"{self._word}s([0-9]+)z(.*?){self._word}ez", re.DOTALL)
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
        pieces = merge_fields.parse(text)
        return "".join(self.of(piece) if isinstance(piece, Merge) else str(piece) for piece in pieces)

    def only(self, segment: int) -> tuple[str, str]:
        """What stands before and after a part that only the people of a segment read."""
        return f"{self._word}s{segment}z", f"{self._word}ez"

    def cut(self, text: str) -> list[Piece]:
        parts = self._only.split(text)
        pieces = self._fields(parts[0])
        for segment, inside, after in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
            pieces += [Only(int(segment), tuple(self._fields(inside))), *self._fields(after)]
        return pieces

    def _fields(self, text: str) -> list[Piece]:
        pieces: list[Piece] = list(self._mark.split(text))
        pieces[1::2] = [self._merges[int(str(number))] for number in pieces[1::2]]
        return [piece for piece in pieces if piece != ""]
