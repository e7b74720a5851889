"""An edit of a record is taken back, as far as it stands."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.people.changes import journal, restore
from hustings.people.persons import change_log
from hustings.people.persons.change_log import Change
from hustings.people.persons.models import Activity, Operation, Person
from hustings.people.persons.refusals import Refused


class NoEdit(Refused):
    """A line of another kind, or an operation's, which is undone as a whole."""


@transaction.atomic
def undo_edit(*, line: Activity, user: User | None) -> list[list[Any]]:
    """Put back what stands as the line left it, told as an edit of its own; what stays, and why."""
    changes = {change.target: change for change in change_log.of(line.data)}
    if not change_log.is_edit(line):
        raise NoEdit(_("This can't be undone."))
    person = Person.objects.select_for_update(no_key=True, of=("self",)).get(pk=line.person_id)
    before = _stands(person, changes)
    kept: list[list[Any]] = []
    of = restore.Undo(Operation(user=user), {person.pk: person}, lambda pk, *item: kept.append(list(item)))
    restore.put_back([line], of)
    after = _stands(person, changes)
    told = [change.back for target, change in changes.items() if before[target] != after[target]]
    if told:
        data = {name: value for name, value in line.data.items() if name == "label"}
        person.log(line.kind, user=user, **data, changes=told)
    return kept


def _stands(person: Person, changes: dict[str, Change]) -> dict[str, Any]:
    """Values of the changes' targets by now."""
    slugs = [change.name for change in changes.values() if change.table == change_log.FIELD]
    fields = journal.field_values([person.pk], slugs)
    return {
        target: fields.get((person.pk, change.name)) if change.table == change_log.FIELD
        else getattr(person, f"{target}_id", getattr(person, target, None))
        for target, change in changes.items()
    }  # fmt: skip
