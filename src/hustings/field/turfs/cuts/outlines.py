"""Outlines that somebody drew: enough corners, somewhere, and no side across another."""

from collections.abc import Sequence

FEWEST, MOST = 3, 200  # corners
Corner = tuple[float, float]
_PLACES = 6  # decimals of a degree: a hand's breadth


class Wrong(ValueError):
    """It is no outline; ``code`` says why: few, many, nowhere, crossed, flat."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def checked(corners: Sequence[Corner]) -> list[Corner]:
    """Corners without repeated ones, rounded. Raises Wrong."""
    if any(not (abs(x) <= 180 and abs(y) <= 90) for x, y in corners):
        raise Wrong("nowhere")
    found: list[Corner] = []
    for x, y in corners:
        corner = round(x, _PLACES), round(y, _PLACES)
        if not found or corner != found[-1]:
            found.append(corner)
    if len(found) > 1 and found[0] == found[-1]:
        found.pop()
    if len(found) < FEWEST:
        raise Wrong("few")
    if len(found) > MOST:
        raise Wrong("many")
    if all(_side(found[0], found[1], each) == 0 for each in found):
        raise Wrong("flat")
    if _crosses(found):
        raise Wrong("crossed")
    return found


def _crosses(ring: Sequence[Corner]) -> bool:
    """Whether two sides meet elsewhere than at the corner between neighbours."""
    sides = [(ring[n - 1], each) for n, each in enumerate(ring)]
    for n, (start, end) in enumerate(sides):
        if _turns_back(start, end, sides[(n + 1) % len(sides)][1]):
            return True
        beside = (n + 1, n + len(sides) - 1)
        if any(_meet(start, end, *sides[m]) for m in range(n + 1, len(sides)) if m not in beside):
            return True
    return False


def _side(start: Corner, end: Corner, at: Corner) -> int:
    """1 or -1: on which side of a line a point lies; 0: on it."""
    turn = (end[0] - start[0]) * (at[1] - start[1]) - (end[1] - start[1]) * (at[0] - start[0])
    return 0 if abs(turn) < 1e-13 else 1 if turn > 0 else -1


def _turns_back(start: Corner, end: Corner, after: Corner) -> bool:
    """Whether the next side lies on this one."""
    ahead = (end[0] - start[0]) * (after[0] - end[0]) + (end[1] - start[1]) * (after[1] - end[1])
    return ahead < 0 and _side(start, end, after) == 0


def _meet(start: Corner, end: Corner, other: Corner, its_end: Corner) -> bool:
    a, b = _side(start, end, other), _side(start, end, its_end)
    c, d = _side(other, its_end, start), _side(other, its_end, end)
    if a == b == c == d == 0:
        return all(_overlap((start[n], end[n]), (other[n], its_end[n])) for n in (0, 1))
    return a * b <= 0 and c * d <= 0


def _overlap(one: tuple[float, float], two: tuple[float, float]) -> bool:
    return max(min(one), min(two)) <= min(max(one), max(two))
