"""Figures that a campaign may set itself a goal in, as apps say them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hustings.foundation.contributions import Registry


@dataclass(frozen=True, slots=True)
class Metric:
    """One such figure; ``at`` counts how many there were at a moment. It is asked in the background."""

    name: str
    label: Any
    at: Callable[[datetime], int]


metrics = Registry[Metric]("lib.metrics", key=lambda metric: metric.name)
