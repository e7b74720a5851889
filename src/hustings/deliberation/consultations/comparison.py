"""Two texts compared word by word, as pages show it."""

from collections.abc import Iterable
from typing import NamedTuple

from hustings.deliberation.wording import differences
from hustings.deliberation.wording.differences import Run, Sort

_HOW = {Sort.SAME: "same", Sort.REMOVED: "gone", Sort.ADDED: "new"}


class Piece(NamedTuple):
    """Words that stayed, went or came: ``how`` is ``same``, ``gone`` or ``new``."""

    how: str
    text: str


def of(before: str, after: str) -> list[Piece]:
    """The pieces of both, in order."""
    return shown(differences.runs(before, after))


def shown(runs: Iterable[Run]) -> list[Piece]:
    """Runs of a comparison as templates take them."""
    return [Piece(_HOW[run.sort], run.text) for run in runs]
