"""Bundles of mailings that are looked at together: apps above say what belongs to one."""

from collections.abc import Callable
from dataclasses import dataclass

from hustings.foundation.contributions import Registry


@dataclass(frozen=True)
class Bundle:
    """Mailings of one thing, and the page on which all of them are approved."""

    name: str
    url: str
    mailings: frozenset[int]


# Each by the number of a mailing
finders = Registry[Callable[[int], Bundle | None]]("review.approvals.bundles.finders")


def of(mailing: int) -> Bundle | None:
    return next((found for find in finders.all() if (found := find(mailing))), None)
