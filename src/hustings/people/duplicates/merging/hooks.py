"""Merges as other parts of the wing meet them: in an undoing, on a record, in timelines, in what waits."""

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
from hustings.people.persons.models import Person

MERGES = merge_hooks.Merges(
    lines.KINDS, later_merges.since, later_merges.open_again, later_merges.close, later_merges.hand_on,
    lines.forget_removed, shared_changes.unshared, merges.parts,
)  # fmt: skip


def _details(person: Person, user: Any, may_change: bool) -> dict[str, Any]:
    return merges.of_record(person, user) if may_change else {}


def _successor(uid: UUID) -> UUID | None:
    return merges.now_in(uid)


part = Contribution(
    merge_hooks.merges(MERGES),
    undo.traces(undo.Trace("merges", _("merges"), undo.rows_of(Merge, "kept", undone_at=None))),
    record_parts.detail_hooks(_details),
    record_parts.successor_hooks(_successor),
    timeline.readers(lines.for_user),
    pending_addresses.clash_hooks(hand_over),
)
