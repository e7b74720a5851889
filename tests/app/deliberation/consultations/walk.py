"""Consultations in HQ, for the walk over all views."""

from typing import Any

from hustings.deliberation.consultations.actions import groupings
from hustings.deliberation.consultations.models import Paper, Question
from hustings.deliberation.consultations.rights import MODERATE, RUN
from hustings.foundation.accounts.roles import Role
from tests.cast.deliberation.consultations.fixtures import opened, voice, written

HOLDERS = {
    RUN: {Role.DIRECTOR, Role.ORGANISER, Role.COMMUNICATIONS},
    MODERATE: {Role.DIRECTOR, Role.ORGANISER, Role.COMMUNICATIONS, Role.MODERATOR},
}
WITHOUT_NEEDS = {  # who runs them or moderates them
    f"consultations_hq:{name}": frozenset(HOLDERS[MODERATE]) for name in ("list", "record")
}


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """A consultation of the whole campaign."""
    phase = opened()
    question = Question.objects.create(phase=phase, titles={"fr": "Pourquoi ?"})
    ada = voice(phase, "ada@example.org")
    items = [written(phase, ada, text) for text in ("Repair the pipes", "Mend the pipes")]
    group = groupings.group(consultation=phase.consultation, items=[each.pk for each in items], user=dora)
    of_all = (
        "record", "edit", "showing", "phase_new", "moderation", "participants", "groupings", "groups",
        "papers", "paper_new",
    )  # fmt: skip
    found: dict[str, list[Any]] = {f"consultations_hq:{name}": [phase.consultation_id] for name in of_all}
    found |= {f"consultations_hq:{name}": [phase.pk] for name in ("phase", "phase_deed", "import")}
    found |= {f"consultations_hq:{name}": [question.pk] for name in ("question", "question_deed")}
    found |= {f"consultations_hq:{name}": [items[0].pk] for name in ("item", "ruling", "exclusion")}
    paper = Paper.objects.create(item=items[0])
    return found | {"consultations_hq:scan": [paper.pk], "consultations_hq:ungrouping": [group.pk]}
