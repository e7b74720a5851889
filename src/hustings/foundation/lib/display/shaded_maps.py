"""Maps of areas in five shades: their legend, and what the script ``shaded-map.js`` draws.

The table beside a map holds the same, for those who don't see it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from django.http import JsonResponse

SHADES = 5
MOST = 2_000  # areas of one map


class Area(NamedTuple):
    """One area: corners of a MultiPolygon, its shade (None: unknown), words about it, its page if any."""

    corners: Sequence[Any]
    shade: int | None
    name: str
    words: str
    address: str = ""
    is_apart: bool = False


class Key(NamedTuple):
    """A line of the legend: the ending of its class and its words."""

    look: str
    words: Any


class ShadedMap(NamedTuple):
    """Context of ``hq/components/shaded_map.html``; ``address`` answers with ``answer``."""

    address: str
    label: Any
    keys: Sequence[Key]
    n: int  # areas on it
    total: int  # rows of the table


def answer(areas: Iterable[Area]) -> JsonResponse:
    """The areas as the script reads them."""
    return JsonResponse({"areas": [area._asdict() for area in areas]})


def shade(share: float, bounds: Sequence[float]) -> int:
    """The shade of a share: how many of the four bounds it has reached."""
    return bisect_right(bounds, share)


def keys(bounds: Sequence[float]) -> list[Key]:
    """The legend of shares between such bounds, which are whole percents."""
    ends = [f"{100 * bound:.0f}" for bound in bounds]
    spans = [f"< {ends[0]}", *(f"{low}–{high}" for low, high in pairwise(ends)), f"≥ {ends[-1]}"]
    return [Key(str(n), f"{words}\N{NO-BREAK SPACE}%") for n, words in enumerate(spans)]
