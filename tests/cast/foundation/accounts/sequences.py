"""A sequence of dora's in each state, for the walk over things of others."""

from typing import Any

from django.utils import timezone

from hustings.outreach.automations.actions import sequences, steps
from hustings.outreach.automations.models import Enrolment, Sequence
from hustings.people.persons.models import Operation, Person, Tag
from hustings.people.segments.models import Segment
from tests.cast.outreach.sequences import add, run, wait


def of_sequences(dora: Any, person: Person) -> dict[str, list[Any]]:
    """By view: the arguments of its address."""
    segment, tag = Segment.objects.get(), Tag.objects.create(name="walk", key="walk")
    draft, running, paused = (_made(dora, name, segment, tag) for name in ("D", "R", "P"))
    run(running, dora)
    run(paused, dora)
    sequences.pause(sequence=paused, user=dora)
    flow = {step.kind: step for step in running.steps.all()}
    second = running.steps.filter(kind="wait").get()
    trigger = running.triggers.get()
    inside = Enrolment.objects.create(person=person, sequence=running, step=second, due_at=timezone.now())
    Enrolment.objects.create(person=person, sequence=paused, step=paused.steps.first())
    put = Operation.objects.create(
        kind="sequence", user=dora, state="done", choices={"sequence": running.pk, "name": "R"}
    )
    found: dict[str, list[Any]] = {
        "automations:sequence_resume": [paused.pk],
        "automations:sequence_removal": [draft.pk],
        "automations:sequence_start": [draft.pk],
        "automations:sequence_approval": [draft.pk],
        "automations:sequence_put_undo": [running.pk, put.pk],
        "automations:sequence_trigger": [running.pk, "sign_up"],
        "automations:sequence_trigger_removal": [running.pk, trigger.pk],
        "automations:sequence_step_add": [running.pk, "leave"],
        "automations:sequence_letter": [running.pk, flow["letter"].pk],
        "automations:enrolment_removal": [inside.pk],
    }
    for name in ["", "_settings", "_pause", "_end", "_people", "_put", "_course", "_step_choose"]:
        found[f"automations:sequence{name}"] = [running.pk]
    for name in ["", "_up", "_down", "_place", "_removal"]:
        found[f"automations:sequence_step{name}"] = [running.pk, second.pk]
    return found


def _made(dora: Any, name: str, segment: Segment, tag: Tag) -> Sequence:
    made = sequences.make(name=name, user=dora)
    add(made, "tag", tag=tag)
    wait(made, 1)
    add(made, "letter")
    steps.add_trigger(sequence=made, kind="segment", value={}, segment=segment)
    return made
