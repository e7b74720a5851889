"""Published syntheses as readers see them, and where contributions are cited."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.models import Item, ItemKind, Phase, Question
from hustings.deliberation.syntheses.models import Edition, Line, LineCitation, Synthesis

CITED, COMMENTS, EDITIONS = 50, 50, 100
LABELS = {
    "sentences": _("Sentences with a citation"), "contributions": _("Contributions covered"),
    "authors": _("Authors covered"), "votes": _("Votes covered"),
}  # fmt: skip


@dataclass
class Chapter:
    """Sentences below one heading; none where there is no heading."""

    question: Question | None
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Read:
    """An edition to read, with its coverage and the other editions."""

    edition: Edition
    chapters: list[Chapter]
    coverage: list[tuple[Any, int, int, int]]
    editions: list[Edition]


def read(phase: Phase, number: int | None = None) -> Read | None:
    """That which stands, or one of the earlier ones; None where there is none."""
    rows = Edition.objects.filter(synthesis__phase=phase).order_by("-number")
    found = rows.filter(number=number).first() if number else rows.first()
    if found is None:
        return None
    lines = found.lines.select_related("version", "item", "question").annotate(n_cited=Count("citations"))
    chapters: list[Chapter] = []
    for line in lines:
        if not chapters or (chapters[-1].question and chapters[-1].question.pk) != line.question_id:
            chapters.append(Chapter(line.question))
        chapters[-1].lines.append(line)
    return Read(found, chapters, shares(found), list(rows[:EDITIONS]))


def published(phases: Collection[int]) -> set[int]:
    """Those of these steps that have an edition."""
    rows = Synthesis.objects.filter(phase__in=phases, edition__isnull=False)
    return set(rows.values_list("phase", flat=True))


def shares(edition: Edition) -> list[tuple[Any, int, int, int]]:
    """Label, part, whole, percent of each share; nothing has no share."""
    found = ((LABELS[name], *edition.figures[name]) for name in LABELS if name in edition.figures)
    return [(label, n, of, 100 * n // of) for label, n, of in found if of]


def citations(sentence: Item) -> dict[str, Any] | None:
    """Contributions that a published sentence cites, the most supported first."""
    line = Line.objects.filter(item=sentence).order_by("-edition").first()
    if line is None:
        return None
    rows = LineCitation.objects.filter(line=line, item__hidden_at=None, item__withdrawn_at=None)
    found = rows.select_related("item__version", "item__participant", "version")
    return {"rows": list(found.order_by("-item__version__n_agree", "item")[:CITED]), "n": rows.count()}


def comments(sentence: Item) -> list[Item]:
    rows = Item.objects.live().filter(parent=sentence, kind=ItemKind.COMMENT).for_lists()
    return list(rows.order_by("-posted_at", "-pk")[:COMMENTS])


def cited_in(items: Sequence[int]) -> dict[int, list[Line]]:
    """Item -> sentences that cite it, of the editions that stand."""
    standing = Synthesis.objects.exclude(edition=None).values("edition")
    rows = LineCitation.objects.filter(item__in=items, line__edition__in=standing)
    found: dict[int, list[Line]] = {}
    for each in rows.select_related("line__version", "line__item").order_by(
        "line__edition", "line__position"
    ):
        found.setdefault(each.item_id, []).append(each.line)
    return found
