"""Papers in HQ, for the walk over all views."""

from typing import Any

from hustings.deliberation.papers.models import Paper
from tests.cast.deliberation.consultations.fixtures import opened, voice, written


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """A sheet of a consultation of the whole campaign."""
    phase = opened()
    paper = Paper.objects.create(item=written(phase, voice(phase, "ada@example.org")))
    found: dict[str, list[Any]] = {f"papers_hq:{name}": [phase.consultation_id] for name in ("list", "new")}
    return found | {f"papers_hq:{name}": [paper.pk] for name in ("scan", "correct", "delete")}
