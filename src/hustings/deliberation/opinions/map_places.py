"""Places of people on a map, by their number; this process keeps those of the maps that it showed last."""

import json
import threading
from dataclasses import dataclass
from typing import Any

import numpy

from hustings.deliberation.opinions.models import Map

MOST = 4  # maps


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers, which rise, with points and groups."""

    participants: Any
    points: Any
    labels: Any


@dataclass(frozen=True, slots=True)
class Places:
    """Both charts of a map, and the numbers that were flagged as copies."""

    chart: Chart
    with_copies: Chart
    copies: frozenset[int]


_kept: dict[int, Places] = {}
_lock = threading.Lock()


def of(pk: int) -> Places:
    """The places of a map, which never change."""
    with _lock:
        found = _kept.get(pk)
    if found is None:
        said = json.loads(Map.objects.only("packed_result").get(pk=pk).result)
        chart = _chart(said["map"])
        with_copies = _chart(said["with_copies"]) if said["with_copies"] else chart
        found = Places(chart, with_copies, frozenset(each for some in said["copies"] for each in some))
        with _lock:
            while len(_kept) >= MOST:
                del _kept[next(iter(_kept))]
            _kept[pk] = found
    return found


def _chart(said: dict[str, Any]) -> Chart:
    return Chart(
        *(numpy.array(said[name], dtype=numpy.int64) for name in ("participants", "points", "groups"))
    )
