"""Merges as an undoing meets them: the app that merges says how they are open meanwhile."""

from collections.abc import Collection, Sequence
from typing import Any

from hustings.foundation.contributions import Registry
from hustings.people.persons.models import Activity, Operation, Person


class Merges:
    """Without an app that merges there are none."""

    def kinds(self) -> Collection[str]:
        return ()

    def since(self, operation: Operation, people: Collection[int]) -> Sequence[Any]:
        """Merges, newest first, by which these people are more than one record since the operation began."""
        return ()

    def open_again(self, merges: Collection[Any]) -> Sequence[Any]:
        """Part them without a word; each is told to ``close`` afterwards."""
        return ()

    def close(self, opened: Sequence[Any], operation: Operation) -> None:
        """Make them one again; where one of the two is gone, say that the merge is over."""

    def hand_on(self, opened: Sequence[Any], away: Collection[int]) -> None:
        """What is known of looks at records that are about to go, for those that are left."""

    def unshared(self, activities: Sequence[Activity], but: Collection[int]) -> list[Activity]:
        """Lines that were not shared out at the parting of a merge; ``but`` are open for the moment."""
        return []

    def forget_removed(self, people: Collection[int]) -> None:
        """Take those who are about to be removed out of the lines of others."""

    def parts(self, lines: Collection[Activity]) -> dict[int, Person]:
        """Of lines (keys) that came with a record which was taken in: that record as it was."""
        return {}


merges = Registry[Merges]("changes.merge_hooks.merges")  # one


def current() -> Merges:
    return merges.only() or Merges()
