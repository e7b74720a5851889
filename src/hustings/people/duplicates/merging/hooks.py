"""Merges as other parts of the wing meet them: in an undoing, on a record, in timelines, in what waits."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hustings.foundation.contributions import Contribution
from hustings.people.changes import merge_hooks, undo
from hustings.people.duplicates.actions.duplicates import hand_over
from hustings.people.duplicates.merging import later_merges, lines, shared_changes
from hustings.people.duplicates.merging import of_record as merges
from hustings.people.duplicates.models import Merge
from hustings.people.persons import pending_addresses, timeline
from hustings.people.persons.hooks import record_parts
from hustings.people.persons.models import Activity, Operation, Person


class Merges(merge_hooks.Merges):
    def kinds(self) -> Collection[str]:
        return lines.KINDS

    def since(self, operation: Operation, people: Collection[int]) -> Sequence[Any]:
        return later_merges.since(operation, people)

    def open_again(self, merges: Collection[Any]) -> Sequence[Any]:
        return later_merges.open_again(merges)

    def close(self, opened: Sequence[Any], operation: Operation) -> None:
        later_merges.close(opened, operation)

    def hand_on(self, opened: Sequence[Any], away: Collection[int]) -> None:
        later_merges.hand_on(opened, away)

    def unshared(self, activities: Sequence[Activity], but: Collection[int]) -> list[Activity]:
        return shared_changes.unshared(activities, but)

    def forget_removed(self, people: Collection[int]) -> None:
        lines.forget_removed(people)

    def parts(self, lines: Collection[Activity]) -> dict[int, Person]:
        return merges.parts(lines)


def _details(person: Person, user: Any, may_change: bool) -> dict[str, Any]:
    return merges.of_record(person, user) if may_change else {}


def _successor(uid: UUID) -> UUID | None:
    return merges.now_in(uid)


part = Contribution(
    merge_hooks.merges(Merges()),
    undo.traces(undo.Trace("merges", _("merges"), undo.rows_of(Merge, "kept", undone_at=None))),
    record_parts.detail_hooks(_details),
    record_parts.successor_hooks(_successor),
    timeline.readers(lines.for_user),
    pending_addresses.clash_hooks(hand_over),
)
