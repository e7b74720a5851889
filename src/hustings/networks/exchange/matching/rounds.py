"""Rounds of speed dating: who sits with whom when, so that nobody is at two tables (König's edge colouring).

Pairs come in order of importance. One is left out only if one of the two has a date in every round already.
"""

from collections.abc import Iterable

Pair = tuple[int, int]


def schedule(pairs: Iterable[Pair], n_rounds: int) -> dict[Pair, int]:
    """The round of each pair (left, right), from 0; as many pairs as fit."""
    left: dict[int, dict[int, int]] = {}  # who -> round -> the other
    right: dict[int, dict[int, int]] = {}
    for one, other in dict.fromkeys(pairs):
        mine, theirs = left.setdefault(one, {}), right.setdefault(other, {})
        if len(mine) == n_rounds or len(theirs) == n_rounds:
            continue
        at, to = _free(mine, n_rounds), _free(theirs, n_rounds)
        if at != to and at in theirs:
            _swap(other, at, to, left, right)
        mine[at], theirs[at] = other, one
    return {(one, other): at for one, dates in left.items() for at, other in dates.items()}


def _free(dates: dict[int, int], n_rounds: int) -> int:
    return next(at for at in range(n_rounds) if at not in dates)


def _swap(
    start: int, at: int, to: int, left: dict[int, dict[int, int]], right: dict[int, dict[int, int]]
) -> None:
    """Swap two rounds along the path that begins at ``start``, on the right, so that ``at`` gets free there.

    It never comes to the left one who has ``at`` free: it would arrive there by a date in that round.
    """
    path, who, is_right, wanted = [], start, True, at
    while (other := (right if is_right else left)[who].get(wanted)) is not None:
        path.append((other, who, wanted) if is_right else (who, other, wanted))
        who, is_right, wanted = other, not is_right, to if wanted == at else at
    for one, other, each in path:
        del left[one][each], right[other][each]
    for one, other, each in path:
        swapped = to if each == at else at
        left[one][swapped], right[other][swapped] = other, one
