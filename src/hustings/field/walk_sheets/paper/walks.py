"""A walk laid out on paper, in millimetres from the top left corner of its map: north is up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians

_DEGREE = 111_320.0  # metres of a degree of latitude
_SMALLEST = 60.0  # metres that a map shows at least: a single house is no point
_BARS = (20, 50, 100, 200, 500, 1_000, 2_000, 5_000)  # metres of a scale bar
_LONGEST_BAR = 50.0


@dataclass(frozen=True, slots=True)
class Place:
    """One stop: its number in walking order, and where it lies."""

    number: str
    latitude: float
    longitude: float
    street: str = ""


@dataclass(frozen=True, slots=True)
class Map:
    """Points of a walk in the order of its stops; ``metre``: its length on paper."""

    points: tuple[tuple[float, float], ...]
    metre: float

    @property
    def bar(self) -> int:
        """Metres of the longest scale bar that has room."""
        return max((one for one in _BARS if one * self.metre <= _LONGEST_BAR), default=_BARS[0])


@dataclass(frozen=True, slots=True)
class Label:
    """Words on a map, by the lower left corner of their room."""

    words: str
    x: float
    y: float
    wide: float
    high: float

    def lies_over(self, other: "Label") -> bool:
        across = self.x < other.x + other.wide and other.x < self.x + self.wide
        return across and self.y - self.high < other.y and other.y - other.high < self.y


def laid_out(walk: Sequence[Place], width: float, height: float) -> Map:
    """The whole walk in the middle, as large as there is room for."""
    flat = cos(radians(sum(one.latitude for one in walk) / len(walk)))
    xs = [one.longitude * flat * _DEGREE for one in walk]
    ys = [-one.latitude * _DEGREE for one in walk]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    metre = min(width / max(wide, _SMALLEST), height / max(high, _SMALLEST))
    left, top = (width - wide * metre) / 2, (height - high * metre) / 2
    points = tuple(
        (left + (x - min(xs)) * metre, top + (y - min(ys)) * metre) for x, y in zip(xs, ys, strict=True)
    )
    return Map(points, metre)


def labels(
    wanted: Sequence[tuple[str, float, float, float, float]], taken: Sequence[Label] = ()
) -> list[Label]:
    """Words beside their points (words, x, y, width, height), left out where no side is free."""
    found: list[Label] = []
    for words, x, y, wide, high in wanted:
        for left, low in _sides(x, y, wide, high):
            label = Label(words, left, low, wide, high)
            if not any(label.lies_over(other) for other in (*taken, *found)):
                found.append(label)
                break
    return found


def _sides(x: float, y: float, wide: float, high: float) -> Iterator[tuple[float, float]]:
    off = 1.4
    yield x + off, y - off
    yield x - off - wide, y - off
    yield x + off, y + off + high
    yield x - off - wide, y + off + high
    yield x - wide / 2, y - off
    yield x - wide / 2, y + off + high


def streets(walk: Sequence[Place], points: Sequence[tuple[float, float]]) -> list[tuple[str, float, float]]:
    """Each street once, at the middle one of its stops."""
    found: dict[str, list[tuple[float, float]]] = {}
    for place, point in zip(walk, points, strict=True):
        if place.street:
            found.setdefault(place.street, []).append(point)
    return [(street, *there[len(there) // 2]) for street, there in found.items()]
