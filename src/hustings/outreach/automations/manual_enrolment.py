"""Put many people into a sequence by hand, and take that back as long as nothing has left."""

from collections import Counter
from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.sql import bulk
from hustings.outreach.automations import enrolment, withdrawal
from hustings.outreach.automations.models import Enrolment, Sequence
from hustings.outreach.automations.withdrawal import LEFT, TABLE
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS
from hustings.people.changes import journal, restore, undo
from hustings.people.changes.operations.chunks import Apply, over_people
from hustings.people.changes.operations.kinds import Kind
from hustings.people.changes.restore import Steps, Undo
from hustings.people.persons.models import Operation
from hustings.people.persons.refusals import Refused

KIND = "sequence"
_COLUMNS = ["id", "person", "sequence", "round", "due_at", "entered_at", "caused_at", "user", "ending"]


class NotRunning(Refused):
    """Nobody comes into a sequence that does not run."""


def _sequence(operation: Operation) -> Sequence:
    found = Sequence.objects.filter(pk=operation.choices["sequence"]).first()
    if found is None or not found.is_running:
        raise NotRunning(_("The sequence “%(name)s” isn’t running.") % {"name": operation.choices["name"]})
    return found


def _put(operation: Operation) -> Apply:
    _sequence(operation)

    def apply(operation: Operation, people: list[int]) -> Mapping[str, int]:
        sequence = Sequence.objects.select_for_update(of=("self",)).get(pk=operation.choices["sequence"])
        if not sequence.is_running:
            raise NotRunning(_("The sequence “%(name)s” isn’t running.") % {"name": sequence})
        now = timezone.now()
        fit = enrolment.fit(sequence).filter(pk__in=people)
        n_fit = fit.count()
        coming = list(fit.filter(enrolment.may_come(sequence, now)).values_list("pk", flat=True))
        keys = bulk.reserve_ids(Enrolment, len(coming))
        rounds = _rounds(sequence, coming)
        rows = [
            (key, pk, sequence.pk, rounds[pk] + 1, now, now, now, operation.user_id, "")
            for key, pk in zip(keys, coming, strict=True)
        ]
        bulk.insert(Enrolment, _COLUMNS, rows)
        said = {"sequence": sequence.pk, "name": sequence.name}
        journal.write(operation, "sequence.in", [
            (row[1], said | {"changes": [[f"{TABLE}.{row[0]}", None, 1]]}) for row in rows
        ])  # fmt: skip
        return {
            "put_in": len(coming), "in_already": n_fit - len(coming), "not_fit": len(people) - n_fit
        }  # fmt: skip

    return apply


def _rounds(sequence: Sequence, people: list[int]) -> Counter[int]:
    found = Enrolment.objects.filter(sequence=sequence, person__in=people).order_by()
    rounds: Counter[int] = Counter()
    for person, n in found.values_list("person_id", "round"):
        rounds[person] = max(rounds[person], n)
    return rounds


def _put_back(steps: Steps, of: Undo) -> None:
    """Those to whom no letter has left are taken out again, and their waiting letters with them."""
    whose = {int(step.name): step.key[0] for step in steps}
    withdrawal.hold(set(whose.values()))
    found = Enrolment.objects.filter(pk__in=whose, sequence=of.operation.choices["sequence"])
    for one in withdrawal.withdraw([row for row in found if row.person_id == whose[row.pk]]):
        of.keep(one.person_id, TABLE, of.operation.choices["name"], LEFT)


ENROLMENTS = restore.Table(
    TABLE, _put_back, gettext_lazy("Sequence"), {LEFT: gettext_lazy("a message was sent")}
)


def _says(operation: Operation) -> str:
    return _("Add to the sequence “%(name)s”") % {"name": operation.choices["name"]}


DEED = Kind(
    KIND, gettext_lazy("Add to a sequence"), _says, over_people(_put), undo.begin, SEND_MAILINGS,
    outcomes={
        "put_in": gettext_lazy("entered"),
        "in_already": gettext_lazy("already in it, now or before"),
        "not_fit": gettext_lazy("no consent, or not reachable"),
    },
)  # fmt: skip


def by_hand(sequence: Sequence) -> list[Operation]:
    """Those of a sequence, the newest first."""
    found = Operation.objects.filter(kind=KIND, choices__sequence=sequence.pk)
    return list(found.select_related("user")[:20])
