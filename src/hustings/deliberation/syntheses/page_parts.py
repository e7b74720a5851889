"""What stands on the pages of consultations: the answer to an item, milestones, progress."""

from typing import Any

from django.http import HttpRequest

from hustings.deliberation.consultations import hooks
from hustings.deliberation.consultations.models import Consultation, Item, Kind, Phase
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.syntheses import outcomes
from hustings.foundation.contributions import Contribution


def _answer(request: HttpRequest, item: Item, reader: Reader) -> dict[str, Any] | None:
    found = outcomes.of_item(item)
    return {"said": found} if found else None


def _outcome(request: HttpRequest, consultation: Consultation, reader: Reader) -> dict[str, Any] | None:
    counts, progress = outcomes.counts(consultation), outcomes.progress(consultation)
    if not (counts.n or progress.milestones or reader.participant):
        return None
    return {
        "counts": counts, "progress": progress, "consultation": consultation, "mine": reader.participant,
    }  # fmt: skip


def _follow_up(request: HttpRequest, phase: Phase, reader: Reader) -> dict[str, Any]:
    return {
        "counts": outcomes.counts(phase.consultation), "progress": outcomes.progress(phase.consultation),
        "consultation": phase.consultation,
    }  # fmt: skip


part = Contribution(
    hooks.marks(hooks.Mark("answers", outcomes.marks)),
    hooks.item_parts(hooks.ItemPart("answer", 10, "syntheses/parts/answer.html", _answer)),
    hooks.consultation_parts(hooks.ConsultationPart("outcome", 90, "syntheses/parts/outcome.html", _outcome)),
    hooks.phase_parts(
        hooks.PhasePart(Kind.FOLLOW_UP, "syntheses/parts/follow_up.html", _follow_up),
        hooks.PhasePart(Kind.DECISION, "syntheses/parts/follow_up.html", _follow_up),
    ),
)
