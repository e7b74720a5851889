"""Kinds of operations: how each reads, does its next chunk and takes the next chunk back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.roles import Right
from hustings.foundation.contributions import Registry
from hustings.people.persons.models import Operation
from hustings.people.persons.rights import CHANGE_PEOPLE


@dataclass(frozen=True, slots=True)
class Progress:
    """What one chunk came to: the key where the next begins, how many are behind us, outcome -> how many."""

    last: int
    n: int
    counts: Mapping[str, int]


# Does the next chunk of at most so many, in the caller's transaction; None: nothing is left.
Step = Callable[[Operation, int], Progress | None]
Begin = Callable[[Operation], Step]  # called once by each run; Refused says why it can't


@dataclass(frozen=True)
class Kind:
    """A deed on many. ``begin`` None: something else runs it, as imports are; ``undo`` None: it is final.

    ``remains`` tells, in sentences, what stays after it was undone besides people.
    """

    name: str
    label: Any
    says: Callable[[Operation], str]
    begin: Begin | None
    undo: Begin | None
    right: Right = CHANGE_PEOPLE
    is_everywhere: bool = False  # only for those who have the right without a limit of territory
    created: frozenset[str] = field(default_factory=frozenset)  # kinds of activities of people it made
    lines: frozenset[str] = field(default_factory=frozenset)  # and of others, with which things may begin
    adds_tags: bool = False
    remains: Callable[[Operation], Iterable[str]] = lambda operation: ()
    outcomes: Mapping[str, Any] = field(default_factory=dict)  # how counts of its own read on the pages

    @property
    def is_final(self) -> bool:
        """Whether it can't be undone."""
        return self.undo is None


kinds = Registry[Kind]("changes.operations.kinds.kinds", key=attrgetter("name"))
_OUTCOMES: dict[str, Any] = {
    "created": _("created"),
    "changed": _("changed"),
    "same": _("already up to date"),
    "erased": _("erased"),
    "restored": _("restored"),
    "removed": _("removed again"),
    "unseen": _("unchanged: the person assigned can't see them"),
    "kept": _("kept"),
}


def find(name: str) -> Kind | None:
    """The kind of this name; None where an app that knew it is gone."""
    return kinds.find(name)


def says(operation: Operation) -> str:
    """The operation in words; its bare name where nobody knows the kind or what it needs."""
    kind = find(operation.kind)
    try:
        return kind.says(operation) if kind else operation.kind
    except (KeyError, TypeError, ValueError):  # written by another version
        return str(kind.label) if kind else operation.kind


def outcome(name: str) -> str:
    said = (each.outcomes[name] for each in kinds.all() if name in each.outcomes)
    return str(_OUTCOMES.get(name) or next(said, name))
