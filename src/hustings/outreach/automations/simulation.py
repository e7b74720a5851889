"""Simulation of somebody's days to come, if nothing about them changed. Nothing is written."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from hustings.outreach.automations import enrolment as entering
from hustings.outreach.automations import step_kinds, wait_times
from hustings.outreach.automations.flow import Flow
from hustings.outreach.automations.models import Enrolment, Sequence, Step
from hustings.people.persons.models import Person
from hustings.people.segments import criteria as segments

DAYS = 30


@dataclass(frozen=True)
class Station:
    """What happens to them, and when. ``step`` is None at the end."""

    at: datetime
    says: str
    step: Step | None = None
    answer: str = ""


@dataclass(frozen=True)
class Course:
    """``refused``: why they would not come in; ``is_in``: they are in it already."""

    stations: list[Station]
    ends_at: datetime
    is_in: bool = False
    refused: str = ""


def course(sequence: Sequence, person: Person, now: datetime, days: int = DAYS) -> Course:
    """From where they are, or from the first step if they came in now."""
    flow, until = Flow.of(sequence), now + timedelta(days=days)
    enrolment = Enrolment.objects.open().filter(sequence=sequence, person=person).first()
    if enrolment is None:
        stations = _Walk(flow, person, until).go(flow.first, now)
        return Course(stations, until, refused=_refusal(sequence, person, now))
    step = flow.steps.get(enrolment.step_id or 0)
    walk = _Walk(flow, person, until, set(enrolment.passages.values_list("step_id", flat=True)))
    stations = walk.go(step or flow.first, max(enrolment.due_at or now, now), is_waiting=step is not None)
    return Course(stations, until, is_in=True)


def _refusal(sequence: Sequence, person: Person, now: datetime) -> str:
    """Why they would not come in."""
    here = Person.objects.filter(pk=person.pk)
    if not sequence.is_draft and not here.filter(pk__in=entering.fit(sequence).values("pk")).exists():
        return _("Would not enter: no consent, or not reachable.")
    if not here.filter(entering.may_come(sequence, now)).exists():
        return _("Would not enter: has been in it before and can’t enter again yet.")
    return ""


@dataclass
class _Walk:
    flow: Flow
    person: Person
    until: datetime
    passed: set[int] = field(default_factory=set)

    def go(self, step: Step | None, at: datetime, *, is_waiting: bool = False) -> list[Station]:
        """From a step on. ``is_waiting``: they are at it already, and ``at`` is when they go on."""
        stations: list[Station] = []
        while step is not None and at <= self.until:
            is_new = step.pk not in self.passed
            if step.kind == "wait" and is_new and not is_waiting:
                at = wait_times.due(step.value, at, wait_times.campaign_clock())
            following, answer = self._next(step, at)
            if is_new and at <= self.until:
                stations.append(Station(at, step_kinds.says(step), step, answer))
            step, is_waiting = following, False
        return [*stations, Station(at, _("End of the sequence"))] if at <= self.until else stations

    def _next(self, step: Step, at: datetime) -> tuple[Step | None, str]:
        if step.kind == "wait" and wait_times.is_late(step.value, at, wait_times.campaign_clock()):
            return self.flow.late(step), _("too late: steps for this date are skipped")
        if step.kind == "condition":
            is_in = _is_in(step, self.person)
            return self.flow.inside(step, "yes" if is_in else "no"), _("yes") if is_in else _("no")
        return (None if step.kind == "leave" else self.flow.after(step)), ""


def _is_in(step: Step, person: Person) -> bool:
    criteria = step.criteria if step.criteria is not None else step.segment and step.segment.criteria
    return bool(criteria) and segments.compile(criteria).filter(pk=person.pk).exists()
