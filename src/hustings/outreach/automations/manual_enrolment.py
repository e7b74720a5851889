"""Put many people into a sequence by hand, and take that back as long as nothing has left."""

from collections import Counter
from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.sql import bulk
from hustings.outreach.automations import enrolment
from hustings.outreach.automations.models import Enrolment, Sequence
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS
from hustings.people.changes import journal, restore, undo
from hustings.people.changes.operations.chunks import Apply, over_people
from hustings.people.changes.operations.kinds import Kind
from hustings.people.changes.restore import Steps, Undo
from hustings.people.persons.models import Operation
from hustings.people.persons.refusals import Refused

KIND, TABLE, LEFT = "sequence", "enrolment", "left"
_COLUMNS = ["id", "person", "sequence", "round", "due_at", "entered_at", "caused_at", "user", "ending"]
_LEFT_NOT = [Delivery.State.QUEUED, Delivery.State.CLAIMED, Delivery.State.SKIPPED]


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
    sequence = of.operation.choices["sequence"]
    Sequence.objects.select_for_update(of=("self",)).filter(pk=sequence).first()
    found = Enrolment.objects.select_for_update().filter(pk__in=whose, sequence=sequence)
    held = [row for row in found if row.person_id == whose[row.pk]]
    letters = Delivery.objects.filter(
        mailing__step__sequence=sequence, person__in=[row.person_id for row in held]
    )
    rounds = set(letters.exclude(state__in=_LEFT_NOT).values_list("person_id", "round"))
    mine = {(row.person_id, row.round): row.pk for row in held}
    for person, _round in rounds & mine.keys():
        of.keep(person, TABLE, of.operation.choices["name"], LEFT)
    waiting = letters.filter(state__in=_LEFT_NOT).values_list("pk", "person_id", "round")
    free = mine.keys() - rounds
    Delivery.objects.filter(pk__in=[pk for pk, *whose in waiting if tuple(whose) in free]).delete()
    Enrolment.objects.filter(pk__in=[mine[key] for key in free]).delete()


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
