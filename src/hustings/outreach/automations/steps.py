"""One function for each kind of step, for thousands at once: does the deed and moves people on.

It reaches those only who were not past the step, in the transaction that writes down that they are.
"""

import datetime as dt
import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from hustings.foundation.lib.sql import bulk
from hustings.outreach.automations import transitions, wait_times
from hustings.outreach.automations.flow import Flow
from hustings.outreach.automations.models import Enrolment, Passage, Sequence, Step
from hustings.people.contacts.models import FollowUp
from hustings.people.persons.models import Activity, Person, Tagging
from hustings.people.segments import criteria as segments

log = logging.getLogger(__name__)
Result = Passage.Result
LEAVE = "leave"  # value["if_left_out"]: whoever can't get the letter leaves the sequence


@dataclass
class Turn:
    """One transaction with one step."""

    sequence: Sequence
    flow: Flow
    step: Step
    now: datetime
    mailings: set[int] = field(default_factory=set)  # that have letters to carry now

    def go_on(self, keys: Collection[int]) -> None:
        transitions.arrive(keys, self.flow.after(self.step), self.now)

    def pass_(self, keys: Collection[int], result: str = "") -> list[int]:
        """Past it now, and not before."""
        return transitions.written_down(keys, self.step, self.now, result)


def _people(keys: Collection[int]) -> list[int]:
    found = Enrolment.objects.filter(pk__any_of=list(keys)).order_by("person_id")
    return list(found.values_list("person_id", flat=True))


def letter(turn: Turn, keys: list[int]) -> None:
    """Queue it; they go on once it has left."""
    mailing = turn.step.mailing
    assert mailing
    if transitions.write_letters(keys, mailing, turn.now):
        turn.mailings.add(mailing.pk)


def letters_left(turn: Turn) -> int:
    """Those whose letter has left or never will go on, or leave."""
    found = transitions.settled(turn.step)
    gone = [key for key, state in found if state == "skipped"]
    left = [key for key, state in found if state != "skipped"]
    turn.pass_(left)
    turn.pass_(gone, Result.LEFT_OUT)
    turn.go_on(left)
    if turn.step.value.get("if_left_out") == LEAVE:
        transitions.finish(gone, Enrolment.Ending.NO_LETTER, turn.now)
    else:
        turn.go_on(gone)
    return len(found)


def wait(turn: Turn, keys: list[int]) -> None:
    """Past; those who came too late for the day pass over what belongs to it."""
    clock = wait_times.campaign_clock()
    late: list[int] = []
    if day := wait_times.day(turn.step.value, clock):
        rows = Enrolment.objects.filter(pk__any_of=keys, due_at__gt=day)
        late = list(rows.values_list("pk", flat=True))
    lately = set(late)
    turn.pass_(late, Result.LATE)
    transitions.arrive(late, turn.flow.late(turn.step), turn.now)
    keys = [key for key in keys if key not in lately]
    turn.pass_(keys)
    turn.go_on(keys)


def condition(turn: Turn, keys: list[int]) -> None:
    """Each by their answer."""
    criteria = turn.step.criteria
    fit: set[int] = set()
    if criteria is not None:
        inside = segments.compile(criteria).filter(pk__any_of=_people(keys))
        rows = Enrolment.objects.filter(pk__any_of=keys, person__in=inside.values("pk"))
        fit = set(rows.values_list("pk", flat=True))
    for answer, those in [
        (Result.YES, [key for key in keys if key in fit]), (Result.NO, [k for k in keys if k not in fit]),
    ]:  # fmt: skip
        turn.pass_(those, answer)
        transitions.arrive(those, turn.flow.inside(turn.step, answer.value), turn.now)


def tag(turn: Turn, keys: list[int]) -> None:
    """Put it on those who have it not."""
    new, step = turn.pass_(keys), turn.step
    if step.tag:
        people = _people(new)
        have = Tagging.objects.filter(tag=step.tag, person__in=transitions.people_of(people))
        held = set(have.values_list("person_id", flat=True))
        people = [pk for pk in people if pk not in held]
        rows = [Tagging(person_id=pk, tag=step.tag, added_at=turn.now) for pk in people]
        Tagging.objects.bulk_create(rows, ignore_conflicts=True)
        _note(turn, "person.tagged", people, {"tag": step.tag.name})
    turn.go_on(keys)


def untag(turn: Turn, keys: list[int]) -> None:
    new, step = turn.pass_(keys), turn.step
    if step.tag:
        held = Tagging.objects.filter(tag=step.tag, person__in=transitions.people_of(_people(new)))
        people = sorted(held.values_list("person_id", flat=True))
        held._raw_delete(held.db)
        _note(turn, "person.untagged", people, {"tag": step.tag.name})
    turn.go_on(keys)


def follow_up(turn: Turn, keys: list[int]) -> None:
    new, step = turn.pass_(keys), turn.step
    if step.owner and step.owner.is_active:
        what = str(step.value["what"])
        due = timezone.localdate(turn.now) + dt.timedelta(days=int(step.value["days"]))
        seen = Person.objects.visible_to(step.owner).filter(pk__any_of=_people(new)).order_by("pk")
        people = list(seen.values_list("pk", flat=True))
        bulk.insert(
            FollowUp, ["person", "what", "owner", "due_on", "created_at"],
            [(pk, what, step.owner_id, due, turn.now) for pk in people],
        )  # fmt: skip
        said = {"what": what, "due_on": due.isoformat(), "owner": str(step.owner)}
        _note(turn, "follow_up.added", people, said)
    turn.go_on(keys)


def leave(turn: Turn, keys: list[int]) -> None:
    turn.pass_(keys)
    transitions.finish(keys, Enrolment.Ending.STEP, turn.now)


def _note(turn: Turn, kind: str, people: list[int], data: dict[str, Any]) -> None:
    data = data | {"sequence": turn.sequence.pk}
    rows = [(pk, kind, turn.now, data) for pk in people]
    bulk.insert(Activity, ["person", "kind", "happened_at", "data"], rows)


DEEDS: dict[str, Callable[[Turn, list[int]], None]] = {
    "letter": letter,
    "wait": wait,
    "condition": condition,
    "tag": tag,
    "untag": untag,
    "follow_up": follow_up,
    "leave": leave,
}
