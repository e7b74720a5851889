"""Figures of taking part, and lists of consultations and questions with them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, F, Sum
from django.http import HttpRequest
from django.utils import timezone

from hustings.deliberation.consultations import readers
from hustings.deliberation.consultations.models import Consultation, Item, ItemKind, Phase, Question
from hustings.deliberation.consultations.models.items import ItemQuerySet
from hustings.deliberation.consultations.public_lists import LISTED
from hustings.people.signups import recognition

MOST = 100  # consultations on the page that lists them
FEW, KEPT = 2_000, 60


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers of participants, contributions, arguments and votes."""

    n_people: int
    n_items: int
    n_arguments: int
    n_votes: int


def of(consultation: Consultation) -> Figures:
    """Figures of a consultation, with what was brought along from elsewhere."""
    live = Item.objects.live().filter(consultation=consultation)
    kinds = dict(live.order_by().values_list("kind").annotate(Count("pk")))
    return Figures(
        n_people=consultation.participants.count(),
        n_items=sum(kinds.get(kind, 0) for kind in (*LISTED, ItemKind.AMENDMENT)),
        n_arguments=kinds.get(ItemKind.FOR, 0) + kinds.get(ItemKind.AGAINST, 0),
        n_votes=_votes(consultation, live, sum(kinds.values())),
    )


def _votes(consultation: Consultation, items: ItemQuerySet, n_items: int) -> int:
    """Votes on the versions that stand, kept a minute where there are many items.

    Those on earlier versions went along with a change of spelling, or were on other words.
    """
    each = F("version__n_agree") + F("version__n_mixed") + F("version__n_disagree") + F("version__n_pass")

    def found() -> int:
        return items.aggregate(n=Sum(each))["n"] or 0

    if n_items <= FEW:
        return found()
    kept = cache.get_or_set(f"consultation-votes-{consultation.pk}", found, KEPT)
    return found() if kept is None else kept


def by_question(phase: Phase) -> Mapping[int | None, int]:
    """Question -> contributions; None: those that stand under no question."""
    live = Item.objects.live().of_kinds(LISTED).filter(phase=phase)
    return dict(live.order_by().values_list("question").annotate(Count("pk")))


def around(question: Question) -> tuple[Question | None, Question | None]:
    """The questions before and after one."""
    all_of_them = list(Question.objects.filter(phase=question.phase_id).only("pk", "titles", "phase"))
    at = next(nth for nth, each in enumerate(all_of_them) if each.pk == question.pk)
    return (
        all_of_them[at - 1] if at else None,
        all_of_them[at + 1] if at + 1 < len(all_of_them) else None,
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """A consultation and the step that stands now, or comes next; none: all are over."""

    consultation: Consultation
    phase: Phase | None
    state: str

    @property
    def rank(self) -> int:
        return ("open", "soon", "over").index(self.state)


def listed(request: HttpRequest) -> tuple[list[Listed], bool]:
    """Those that this reader may see, open ones first; and whether these are all."""
    rows = Consultation.objects.shown().select_related("roll", "picture").prefetch_related("phases")
    if not recognition.of(request):
        rows = rows.filter(roll=None)
    found = list(rows[: MOST + 1])
    mine = [each for each in found[:MOST] if each.roll is None or readers.of(request, each).may_read]
    return sorted(map(current, mine), key=lambda one: one.rank), len(found) <= MOST


def current(consultation: Consultation) -> Listed:
    """The step in which something is to be done now."""
    now = timezone.now()
    phases = list(consultation.phases.all())
    for state in ("open", "soon"):
        for phase in phases:
            if phase.state(now) == state and consultation.closed_at is None:
                return Listed(consultation, phase, state)
    return Listed(consultation, None, "over")
