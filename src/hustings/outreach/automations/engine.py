"""The engine: every minute, whoever is due goes on, by any number of workers.

A batch is one short transaction over some thousand locked enrolments: deed, passage and new place, or
nothing. The lock is the lease.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from hustings.outreach.automations import exits, steps, transitions
from hustings.outreach.automations.flow import Flow
from hustings.outreach.automations.models import Enrolment, Sequence, Step
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
SLICE = 50.0  # seconds
Problem = Sequence.Problem


def advance(
    now: datetime | None = None,
    seconds: float = SLICE,
    is_stopping: Callable[[], bool] = lambda: False,
) -> set[int]:
    """Move everybody who is due in all running sequences; the mailings that have letters to carry now."""
    ends_at = time.monotonic() + seconds
    mailings: set[int] = set()
    for sequence in Sequence.objects.filter(state__in=[Sequence.State.RUNNING, Sequence.State.PAUSED]):
        try:
            if not exits.has_somebody(sequence):
                _note(sequence, Problem.NO_SENDER)
                continue
            exits.let_go(sequence, transitions.now_or(now))
            if sequence.is_running:
                mailings |= _move(sequence, now, lambda: is_stopping() or time.monotonic() > ends_at)
        except Refused as refused:  # a segment that can't be asked any more
            _note(sequence, Problem.SEGMENT, str(refused))
        if is_stopping() or time.monotonic() > ends_at:
            break
    return mailings


def _note(sequence: Sequence, problem: str, said: str = "") -> None:
    log.warning("sequence %s: %s %s", sequence.pk, problem, said)
    Sequence.objects.filter(pk=sequence.pk).update(problem=problem, problem_said=said[:300])


def _move(sequence: Sequence, now: datetime | None, is_over: Callable[[], bool]) -> set[int]:
    """Step by step in the order of the flow, so that one run carries people as far as they may go."""
    mailings: set[int] = set()
    problem, said = "", ""
    while _come_in(sequence, now) == transitions.BATCH and not is_over():
        pass
    for step in list(Flow.of(sequence).walk()):
        try:
            while _turn(sequence, step.pk, now, mailings) and not is_over():
                pass
        except Refused as refused:
            problem, said = Problem.CONDITION, str(refused)[:300]
        if is_over():
            break
    if (problem, said) != (sequence.problem, sequence.problem_said):
        _note(sequence, problem, said)
    return mailings


def _come_in(sequence: Sequence, now: datetime | None) -> int:
    at = transitions.now_or(now)
    if not Enrolment.objects.open().filter(sequence=sequence, step=None, due_at__lte=at).exists():
        return 0
    with transaction.atomic():
        return transitions.come_in(sequence, Flow.of(sequence), at) if transitions.hold(sequence.pk) else 0


def _turn(sequence: Sequence, key: int, now: datetime | None, mailings: set[int]) -> bool:
    """One batch of one step; whether there may be more."""
    at = transitions.now_or(now)
    if not _somebody(key, at):
        return False
    with transaction.atomic():
        if not transitions.hold(sequence.pk):
            return False
        flow = Flow.of(sequence)  # as it is now: somebody may have changed it since the last batch
        step = flow.steps.get(key)
        if step is None or (step.kind == "letter" and not _is_approved(step)):
            return False
        turn = steps.Turn(sequence, flow, step, at)
        keys = transitions.due(Enrolment.objects.open().filter(step=step, due_at__lte=at))
        if keys:
            steps.DEEDS[step.kind](turn, keys)
        n_left = steps.letters_left(turn) if step.kind == "letter" else 0
    mailings |= turn.mailings
    return transitions.BATCH in {len(keys), n_left}


def _is_approved(step: Step) -> bool:
    """Whether its letter may leave: until then people wait before it."""
    return bool(step.mailing and not step.mailing.is_draft)


def _somebody(key: int, now: datetime) -> bool:
    """Asked without a lock: on SQLite a transaction holds up all writers."""
    here = Enrolment.objects.open().filter(step=key)
    return here.filter(due_at__lte=now).exists() or here.filter(due_at=None).exists()
