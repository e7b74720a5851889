"""Merges as an undo meets them: the app that merges says how they are open meanwhile."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from hustings.foundation.contributions import Registry
from hustings.people.persons.models import Activity, Operation, Person


@dataclass(frozen=True, slots=True)
class Merges:
    """Kinds of lines, and deeds; without an app that merges there is nothing to do.

    ``since``: merges since an operation began by which some people are more than one record, newest first;
    ``open_again`` parts them without a word, ``close`` makes them one again, or says that a merge is over.
    ``hand_on`` keeps looks at records that go, ``forget_removed`` takes people out of lines of others.
    ``unshared`` finds lines that were not shared out at a parting, but for merges that are open now.
    ``parts`` tells of lines that came with a record which was taken in: that record as it was.
    """

    kinds: Collection[str] = ()
    since: Callable[[Operation, Collection[int]], Sequence[Any]] = lambda operation, people: ()
    open_again: Callable[[Collection[Any]], Sequence[Any]] = lambda merges: ()
    close: Callable[[Sequence[Any], Operation], None] = lambda opened, operation: None
    hand_on: Callable[[Sequence[Any], Collection[int]], None] = lambda opened, away: None
    forget_removed: Callable[[Collection[int]], None] = lambda people: None
    unshared: Callable[[Sequence[Activity], Collection[int]], list[Activity]] = lambda lines, but: []
    parts: Callable[[Collection[Activity]], dict[int, Person]] = lambda lines: {}


merges = Registry[Merges]("changes.merge_hooks.merges")  # one


def current() -> Merges:
    """The one there is."""
    return merges.only() or Merges()
