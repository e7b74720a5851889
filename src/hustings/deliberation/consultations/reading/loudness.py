"""Loudness: how much of all contributions, arguments or votes comes from how few people. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

LOUDEST = 100  # one person in so many


@dataclass(frozen=True, slots=True)
class Loudness:
    """Figures of a consultation for everybody to see."""

    n_people: int
    total: int
    n_loudest: int  # one in LOUDEST, rounded up
    of_loudest: int  # what comes from them
    half_by: int  # the fewest people from whom half of it comes
    gini: float  # 0: everyone the same; towards 1: one person all

    @property
    def share(self) -> float:
        """The share of the loudest, from 0 to 1."""
        return self.of_loudest / self.total if self.total else 0.0


def of(counts: Iterable[int], n_people: int | None = None) -> Loudness:
    """From how much each person wrote or voted; ``n_people`` counts those in who did neither."""
    found = sorted((count for count in counts if count > 0), reverse=True)
    n, total = max(len(found), n_people or 0), sum(found)
    n_loudest = -(-n // LOUDEST)
    half_by, reached = 0, 0
    while 2 * reached < total:
        reached += found[half_by]
        half_by += 1
    return Loudness(n, total, n_loudest, sum(found[:n_loudest]), half_by, _gini(found, n, total))


def _gini(falling: list[int], n: int, total: int) -> float:
    """Half the mean difference between two people, over the mean; people without anything stand last."""
    if not total:
        return 0.0
    ranks = sum((n - at) * count for at, count in enumerate(falling))  # the loudest has rank n
    return (2 * ranks - (n + 1) * total) / (n * total)
