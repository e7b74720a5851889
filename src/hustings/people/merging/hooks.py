"""Merges as other parts of the wing meet them: in an undoing, on a record, in timelines, in what waits."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hustings.contributions import Contribution
from hustings.people import merge_hooks, record_parts, timeline, undoing, waiting
from hustings.people.actions.duplicates import hand_over
from hustings.people.merging import lines, meanwhile, merges, sharing
from hustings.people.models import Activity, Merge, Operation, Person


class Merges(merge_hooks.Merges):
    """Those of this app."""

    def kinds(self) -> Collection[str]:
        return lines.KINDS

    def since(self, operation: Operation, people: Collection[int]) -> Sequence[Any]:
        return meanwhile.since(operation, people)

    def open_again(self, merges: Collection[Any]) -> Sequence[Any]:
        return meanwhile.open_again(merges)

    def close(self, opened: Sequence[Any], operation: Operation) -> None:
        meanwhile.close(opened, operation)

    def hand_on(self, opened: Sequence[Any], away: Collection[int]) -> None:
        meanwhile.hand_on(opened, away)

    def unshared(self, activities: Sequence[Activity], but: Collection[int]) -> list[Activity]:
        return sharing.unshared(activities, but)

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
    undoing.traces(undoing.Trace("merges", _("merges"), undoing.rows_of(Merge, "kept", undone_at=None))),
    record_parts.detail_hooks(_details),
    record_parts.successor_hooks(_successor),
    timeline.readers(lines.for_user),
    waiting.clash_hooks(hand_over),
)
