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
from hustings.people.changes import journal, undo
from hustings.people.changes.operations import selection
from hustings.people.changes.operations.chunks import Apply, over_people
from hustings.people.changes.operations.kinds import Kind, Progress, Step
from hustings.people.persons.models import Activity, Operation
from hustings.people.persons.refusals import Refused

KIND = "sequence"
_COLUMNS = ["id", "person", "sequence", "round", "due_at", "entered_at", "caused_at", "user", "ending"]
_LEFT_NOT = [Delivery.State.QUEUED, Delivery.State.CLAIMED, Delivery.State.SKIPPED]


class NotRunning(Refused):
    """Nobody comes into a sequence that does not run."""


def _sequence(operation: Operation) -> Sequence:
    found = Sequence.objects.filter(pk=operation.choices["sequence"]).first()
    if found is None or not found.is_running:
        raise NotRunning(_("The sequence “%(name)s” does not run.") % {"name": operation.choices["name"]})
    return found


def _put(operation: Operation) -> Apply:
    _sequence(operation)

    def apply(operation: Operation, people: list[int]) -> Mapping[str, int]:
        sequence = Sequence.objects.select_for_update(of=("self",)).get(pk=operation.choices["sequence"])
        if not sequence.is_running:
            raise NotRunning(_("The sequence “%(name)s” does not run.") % {"name": sequence})
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
        journal.write(operation, "sequence.in", [(row[1], said | {"enrolment": row[0]}) for row in rows])
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


def _undo(operation: Operation) -> Step:
    words = undo.said(operation)

    def step(operation: Operation, size: int) -> Progress | None:
        lines = Activity.objects.filter(operation=operation, pk__lt=operation.last, kind="sequence.in")
        rows = list(lines.order_by("-pk")[:size])
        if not rows:
            return None
        Sequence.objects.select_for_update(of=("self",)).filter(pk=operation.choices["sequence"]).first()
        reach = selection.reach(operation, operation.undone_by, SEND_MAILINGS)
        mine = set(reach.filter(pk__in=[row.person_id for row in rows]).values_list("pk", flat=True))
        keys = [row.data["enrolment"] for row in rows if row.person_id in mine]
        n = _take_back(operation, keys, words)
        return Progress(rows[-1].pk, len(rows), {"taken_back": n, "stayed": len(rows) - n})

    return step


def _take_back(operation: Operation, keys: list[int], words: dict[str, str]) -> int:
    found = Enrolment.objects.select_for_update().filter(pk__in=keys, sequence=operation.choices["sequence"])
    held = {row.pk: row for row in found}
    letters = Delivery.objects.filter(
        mailing__step__sequence=operation.choices["sequence"],
        person__in=[row.person_id for row in held.values()],
    )
    rounds = set(letters.exclude(state__in=_LEFT_NOT).values_list("person_id", "round"))
    free = [row for row in held.values() if (row.person_id, row.round) not in rounds]
    mine = {(row.person_id, row.round) for row in free}
    waiting = letters.filter(state__in=_LEFT_NOT).values_list("pk", "person_id", "round")
    Delivery.objects.filter(pk__in=[pk for pk, *whose in waiting if tuple(whose) in mine]).delete()
    Enrolment.objects.filter(pk__in=[row.pk for row in free]).delete()
    of = Operation(pk=operation.pk, user=operation.undone_by)
    journal.write(of, undo.UNDONE, [(row.person_id, {"what": words}) for row in free])
    return len(free)


def _says(operation: Operation) -> str:
    return _("Put into the sequence “%(name)s”") % {"name": operation.choices["name"]}


DEED = Kind(
    KIND, gettext_lazy("Put into a sequence"), _says, over_people(_put), _undo, SEND_MAILINGS,
    outcomes={
        "put_in": gettext_lazy("came in"),
        "in_already": gettext_lazy("are in it, or were"),
        "not_fit": gettext_lazy("do not agree to such mails, or are out of reach"),
        "taken_back": gettext_lazy("taken out again"),
        "stayed": gettext_lazy("stayed, since a letter had left, or they are out of reach"),
    },
)  # fmt: skip


def by_hand(sequence: Sequence) -> list[Operation]:
    """Those of a sequence, the newest first."""
    found = Operation.objects.filter(kind=KIND, choices__sequence=sequence.pk)
    return list(found.select_related("user")[:20])
