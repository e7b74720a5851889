"""The flow as the page draws it: rows of nodes, and every place where one more may stand."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from hustings.outreach.automations import step_kinds
from hustings.outreach.automations.figures import StepFigures
from hustings.outreach.automations.flow import ROOT, Flow, Place, Row
from hustings.outreach.automations.models import Step
from hustings.outreach.automations.step_kinds import StepKind
from hustings.outreach.mailings import look_snapshot


@dataclass
class Node:
    """One step. ``place`` is behind it; ``branches`` are the two rows of a condition."""

    step: Step
    kind: StepKind
    says: str
    figures: StepFigures
    place: str
    is_first: bool
    is_last: bool
    branches: list[tuple[str, str, int, "Drawn"]] = field(default_factory=list)  # answer, label, n, row
    wears_old: bool = False  # its letter keeps another look or label than the campaign's of now

    @property
    def needs_approval(self) -> bool:
        """Whether something was typed, or is to be worn, that does not leave yet."""
        return self.is_changed or self.wears_old

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that does not leave yet."""
        mailing = self.step.mailing
        if mailing is None or self.step.sequence.is_draft:
            return False
        return mailing.is_draft or mailing.has_unpublished_changes

    @property
    def holds(self) -> bool:
        """Whether people wait before it until its letter is approved."""
        return bool(self.step.mailing and self.step.mailing.is_draft and not self.step.sequence.is_draft)


@dataclass
class Drawn:
    """A row of nodes; ``place`` is its head."""

    place: str
    nodes: list[Node]


def drawn(flow: Flow, figures: dict[int, StepFigures]) -> Drawn:
    old = look_snapshot.old(step.mailing for step in flow.steps.values() if step.mailing)
    return _drawn(flow, figures, ROOT, old)


def _drawn(flow: Flow, figures: dict[int, StepFigures], row: Row, old: set[int]) -> Drawn:
    steps = flow.rows.get(row, [])
    nodes = []
    for at, step in enumerate(steps):
        node = Node(
            step, step_kinds.KINDS[step.kind], step_kinds.says(step), figures.get(step.pk, StepFigures()),
            str(Place(row, step.pk)), at == 0, at == len(steps) - 1, wears_old=step.mailing_id in old,
        )  # fmt: skip
        if step.kind == "condition":
            counted = node.figures
            for answer, n in ((Step.Answer.YES, counted.yes), (Step.Answer.NO, counted.no)):
                inside = _drawn(flow, figures, (step.pk, answer.value), old)
                node.branches.append((answer.value, str(answer.label), n, inside))
        nodes.append(node)
    return Drawn(str(Place(row)), nodes)


def places(flow: Flow, moved: Step) -> list[tuple[str, Any]]:
    """Where a step may be moved to, in words, but for where it stands and what is inside it."""
    inside = {one.pk for one in flow.under(moved)} | {moved.pk}
    row = Flow.row_of(moved)
    at = flow.rows[row].index(moved)
    here = Place(row, flow.rows[row][at - 1].pk if at else None)
    return [
        (str(place), _said(flow, place))
        for place in flow.places()
        if place != here and place.behind not in inside and place.row[0] not in inside
    ]


def _said(flow: Flow, place: Place) -> str:
    around, answer = place.row
    if place.behind is not None:
        return _("after “%(step)s”") % {"step": step_kinds.says(flow.steps[place.behind])}
    if around is None:
        return _("at the start")
    words = _("first for “%(answer)s” of “%(step)s”")
    return words % {"answer": Step.Answer(answer).label, "step": step_kinds.says(flow.steps[around])}
