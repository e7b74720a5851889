"""Files and the like that apps above keep with an item: they go once its author takes it back."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from hustings.foundation.contributions import Registry


@dataclass(frozen=True, slots=True)
class Leftover:
    """One sort; ``drop`` takes the number of the item, in the transaction that takes it back."""

    name: str
    drop: Callable[[int], None]


leftovers = Registry[Leftover]("consultations.leftovers.leftovers", key=attrgetter("name"))
