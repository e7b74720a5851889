"""Uses of a segment, told by the apps above."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from hustings.foundation.contributions import Registry


@dataclass(frozen=True)
class Use:
    """One thing that a segment is used by, in words, with its page where the asker may open it."""

    says: str
    url: str = ""


Uses = Callable[[Any, Any], Iterable[Use]]
# Each tells what of an app's stands on a segment, as far as the user may know: ``uses(segment, user)``.
usages = Registry[Uses]("segments.criteria.uses.usages")


def used_by(segment: Any, user: Any) -> list[Use]:
    return [use for uses in usages.all() for use in uses(segment, user)]
