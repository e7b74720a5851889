"""How many wait at each step, are past it, and what became of its letter: five questions a sequence."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q

from hustings.outreach.automations.models import Enrolment, Passage, Sequence, Step
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.tracking.figures import Figures as Figures_
from hustings.outreach.tracking.models import Measure

State = Delivery.State
_GONE = {State.QUEUED, State.CLAIMED, State.SENDING, State.SKIPPED}


@dataclass
class StepFigures:
    """Of one step. ``clicked`` is in words: perhaps from so many to so many."""

    waiting: int = 0
    passed: int = 0
    results: dict[str, int] = field(default_factory=dict)
    sent: int = 0
    left_out: int = 0
    failed: int = 0
    unsubscribed: int = 0
    clicked: str = ""

    @property
    def yes(self) -> int:
        """For a condition: those whose answer it was."""
        return self.results.get("yes", 0)

    @property
    def no(self) -> int:
        return self.results.get("no", 0)


@dataclass
class Figures:
    """Of a sequence: who is in it, at the door, and each step."""

    inside: int
    at_door: int
    entered: int
    endings: list[tuple[str, int]]
    steps: dict[int, StepFigures]


def of(sequence: Sequence) -> Figures:
    steps: dict[int, StepFigures] = defaultdict(StepFigures)
    rows = Enrolment.objects.filter(sequence=sequence).order_by()
    here = dict(rows.open().values_list("step_id").annotate(n=Count("pk")))
    for pk, n in here.items():
        if pk is not None:
            steps[pk].waiting = n
    passed = Passage.objects.filter(step__sequence=sequence).order_by()
    for pk, result, n in passed.values_list("step_id", "result").annotate(n=Count("pk")):
        steps[pk].passed += n
        steps[pk].results[result] = n
    _count_letters(sequence, steps)
    ended = rows.exclude(ended_at=None).values_list("ending").annotate(n=Count("pk"))
    endings = [(str(Enrolment.Ending(ending).label), n) for ending, n in ended if ending]
    inside = sum(here.values())
    return Figures(
        inside, here.get(None, 0), inside + sum(n for _e, n in endings),
        sorted(endings, key=lambda pair: -pair[1]), steps,
    )  # fmt: skip


def _count_letters(sequence: Sequence, steps: dict[int, StepFigures]) -> None:
    letters = dict(
        Step.objects.filter(sequence=sequence).exclude(mailing=None).values_list("mailing_id", "pk")
    )  # fmt: skip
    rows = Delivery.objects.filter(mailing__in=list(letters)).order_by()
    found = rows.values_list("mailing_id", "state").annotate(
        n=Count("pk"), left=Count("pk", filter=Q(unsubscribed_at__isnull=False))
    )
    for mailing, state, n, left in found:
        figures = steps[letters[mailing]]
        figures.unsubscribed += left
        if state == State.SKIPPED:
            figures.left_out += n
        elif state == State.FAILED:
            figures.failed += n
        elif state not in _GONE:
            figures.sent += n
    for measure in Measure.objects.filter(pk__in=list(letters)):
        known = Figures_(measure)
        said = known.clicked if known.knows_people else known.clicks
        steps[letters[measure.pk]].clicked = said if known.counts_clicks else ""


def inside() -> dict[int, tuple[int, int]]:
    """Of each sequence how many are in it, and how many came in ever; one question for all."""
    rows = Enrolment.objects.order_by().values_list("sequence_id")
    counted = rows.annotate(here=Count("pk", filter=Q(ended_at=None)), ever=Count("pk"))
    return {pk: (here, ever) for pk, here, ever in counted}
