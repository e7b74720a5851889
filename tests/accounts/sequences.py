"""A sequence of dora's in each state, for the walk over things of others."""

from typing import Any

from django.utils import timezone

from hustings.mailing.actions import sequences, steps
from hustings.mailing.models import Enrolment, Sequence
from hustings.people.models import Operation, Person, Segment, Tag
from tests.mailing.sequences import add, run, wait


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
        "mailing:sequence_resume": [paused.pk],
        "mailing:sequence_removal": [draft.pk],
        "mailing:sequence_start": [draft.pk],
        "mailing:sequence_approval": [draft.pk],
        "mailing:sequence_put_undo": [running.pk, put.pk],
        "mailing:sequence_trigger": [running.pk, "sign_up"],
        "mailing:sequence_trigger_removal": [running.pk, trigger.pk],
        "mailing:sequence_step_add": [running.pk, "leave"],
        "mailing:sequence_letter": [running.pk, flow["letter"].pk],
        "mailing:enrolment_removal": [inside.pk],
    }
    for name in ["", "_settings", "_pause", "_end", "_people", "_put", "_course", "_step_choose"]:
        found[f"mailing:sequence{name}"] = [running.pk]
    for name in ["", "_up", "_down", "_place", "_removal"]:
        found[f"mailing:sequence_step{name}"] = [running.pk, second.pk]
    return found


def _made(dora: Any, name: str, segment: Segment, tag: Tag) -> Sequence:
    made = sequences.make(name=name, user=dora)
    add(made, "tag", tag=tag)
    wait(made, 1)
    add(made, "letter")
    steps.add_trigger(sequence=made, kind="segment", value={}, segment=segment)
    return made
