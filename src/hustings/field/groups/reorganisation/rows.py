"""Rows of groups that go along with a split or a merger: each app gives its own.

group_rows(GroupRows("events", _("Events"), Event.objects.all(), str)),
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet

from hustings.field.groups.models import LocalGroup
from hustings.foundation.contributions import Registry

MOST = 200  # shown to choose from


@dataclass(frozen=True, slots=True)
class GroupRows:
    """A kind of rows. ``of``: those of a group, the newest first; ``column``: where its key stands."""

    name: str
    label: Any
    of: Callable[[int], QuerySet[Any]]
    column: str
    title: Callable[[Any], str] = str
    moved: Callable[[Sequence[int]], object] = lambda keys: None  # what follows, in the same transaction

    def choices(self, group: LocalGroup) -> list[tuple[int, str]]:
        return [(row.pk, self.title(row)) for row in self.of(group.pk)[:MOST]]

    def move(self, keys: Collection[int] | None, before: LocalGroup, after: LocalGroup) -> list[int]:
        """Give those of these rows that are ``before``'s to ``after``; None: all. Return their keys."""
        rows = self.of(before.pk).order_by()
        found = list((rows if keys is None else rows.filter(pk__in=keys)).values_list("pk", flat=True))
        if found:
            rows.model._default_manager.filter(pk__in=found).update(**{self.column: after.pk})
            self.moved(found)
        return found


group_rows = Registry[GroupRows]("groups.reorganisation.rows", key=attrgetter("name"))
