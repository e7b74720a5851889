"""An import as an operation: the row under which its activities stand, and from which it is undone."""

from collections.abc import Collection, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings.people.changes import undo
from hustings.people.changes.operations.kinds import Kind, Progress, Step
from hustings.people.changes.starts import STARTS
from hustings.people.imports.columns.options import CREATED
from hustings.people.imports.match.plan import Outcome
from hustings.people.imports.models import Import
from hustings.people.imports.rows import new_fields
from hustings.people.persons.models import Operation
from hustings.people.persons.rights import IMPORT_PEOPLE

KIND = "import"
_STATES = {
    Import.State.RUNNING: Operation.State.RUNNING,
    Import.State.PAUSED: Operation.State.PAUSED,
    Import.State.DONE: Operation.State.DONE,
    Import.State.FAILED: Operation.State.FAILED,
    Import.State.CANCELLED: Operation.State.CANCELLED,
}


def begin(imported: Import, starts: Collection[str] = ()) -> Operation:
    """The operation of an import that starts; the one it has where it goes on. Saves the import."""
    if imported.operation is None:
        imported.operation = Operation.objects.create(
            kind=KIND,
            state=Operation.State.RUNNING,
            user=imported.user,
            choices={
                "file": imported.file_name, "unattended": imported.user_id is None, STARTS: list(starts),
            },
            n_people=imported.n_rows,
            started_at=imported.started_at,
        )  # fmt: skip
        imported.save(update_fields=["operation"])
    return imported.operation


def follow(import_id: int) -> None:
    """Bring the operation to where the import is: at each change of state."""
    imported = Import.objects.only("operation", "state", "n_done", "n_rows", "counts", "finished_at").get(
        pk=import_id
    )
    counts = imported.counts.get("run", {})
    told: dict[str, Any] = {
        name: n for name in (Outcome.CREATED, Outcome.CHANGED) if (n := counts.get(name, 0))
    }
    Operation.objects.filter(imported=import_id).update(
        state=_STATES.get(Import.State(imported.state), Operation.State.WAITING),
        n_done=imported.n_done,
        n_people=imported.n_rows,
        counts=told,
        finished_at=imported.finished_at,
    )


def _undo(operation: Operation) -> Step:
    """From the journal; at the end, fields that it made go, too."""
    step = undo.begin(operation)

    def and_fields(operation: Operation, size: int) -> Progress | None:
        progress = step(operation, size)
        if progress is None:
            new_fields.take_away(operation)
        return progress

    return and_fields


def _remains(operation: Operation) -> Iterator[str]:
    if labels := new_fields.left(operation):
        words = ngettext(
            "Field kept because it is in use: %(names)s",
            "Fields kept because they are in use: %(names)s",
            len(labels),
        )
        yield words % {"names": ", ".join(labels)}


KINDS: tuple[Kind, ...] = (
    Kind(
        KIND,
        gettext_lazy("Import of a file"),
        lambda operation: _("Import of the file “%(file)s”") % {"file": operation.choices["file"]},
        None,
        _undo,
        right=IMPORT_PEOPLE,
        created=frozenset({CREATED}),
        remains=_remains,
    ),
)
