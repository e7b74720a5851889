"""Answers and milestones as readers see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from hustings.deliberation.consultations.models import Consultation, Grouped, Item
from hustings.deliberation.syntheses.models import Answer, Milestone, Outcome
from hustings.foundation.lib.sql import keyset

SIZE = 20
NEWEST = ("-answered_at", "-pk")


def answers_to(items: Sequence[int]) -> dict[int, Answer]:
    """Item -> its answer, else the answer to one that is grouped with it. Three questions for all."""
    mine = dict(
        Grouped.objects.filter(item__in=items, grouping__undone_at=None).values_list("item", "grouping")
    )
    around = Grouped.objects.filter(grouping__in=set(mine.values())).order_by("position", "pk")
    members = list(around.values_list("grouping", "item"))
    found = Answer.objects.to([*items, *(item for _grouping, item in members)]).select_related("version")
    direct = {each.item_id: each for each in found}
    of_group: dict[int, Answer] = {}
    for grouping, item in members:
        if item in direct:
            of_group.setdefault(grouping, direct[item])
    alike = {item: of_group[grouping] for item, grouping in mine.items() if grouping in of_group}
    return {item: each for item in items if (each := direct.get(item) or alike.get(item))}


def marks(items: Sequence[int]) -> dict[int, str]:
    """The word beside an item in lists."""
    return {item: str(each.get_outcome_display()) for item, each in answers_to(items).items()}


@dataclass(frozen=True, slots=True)
class Said:
    """An answer to an item; ``others``: earlier ones, the latest first."""

    answer: Answer
    is_of_group: bool
    others: list[Answer]
    milestones: list[Milestone]


def of_item(item: Item) -> Said | None:
    found = answers_to([item.pk]).get(item.pk)
    if found is None:
        return None
    earlier = Answer.objects.filter(item=found.item_id).exclude(replaced_at=None).order_by("-pk")
    return Said(
        found, found.item_id != item.pk, list(earlier[:20]),
        list(Milestone.objects.filter(item__in={item.pk, found.item_id})[:50]),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counts:
    """Answers of a consultation by outcome: (code, label, number)."""

    rows: list[tuple[str, str, int]]

    @property
    def n(self) -> int:
        return sum(n for _code, _label, n in self.rows)


def counts(consultation: Consultation) -> Counts:
    found: Mapping[str, int] = dict(
        Answer.objects.of(consultation).order_by().values_list("outcome").annotate(Count("pk"))
    )
    return Counts(in_numbers(found))


def in_numbers(found: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """Each outcome: code, label, number."""
    return [(each.value, each.of(n), n) for each in Outcome for n in [found.get(each, 0)]]


def page(consultation: Consultation, outcome: str, after: str) -> tuple[list[Answer], str]:
    """Answers, the newest first; the place where the next page begins."""
    rows = Answer.objects.of(consultation).select_related("item__version", "item__participant", "version")
    if outcome in Outcome.values:
        rows = rows.filter(outcome=outcome)
    return keyset.page(rows, after, SIZE, NEWEST)


@dataclass(frozen=True, slots=True)
class Progress:
    """Milestones of a consultation, and how many are done of those that were not given up."""

    milestones: list[Milestone]

    @property
    def n_done(self) -> int:
        return sum(each.state == "done" for each in self.milestones)

    @property
    def n(self) -> int:
        return sum(each.state != "dropped" for each in self.milestones)


def progress(consultation: Consultation) -> Progress:
    rows = Milestone.objects.filter(consultation=consultation).select_related("item__version")
    return Progress(list(rows[:500]))
