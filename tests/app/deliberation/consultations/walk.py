"""Consultations in HQ, for the walk over all views."""

from typing import Any

from hustings.deliberation.consultations.models import Question
from hustings.deliberation.consultations.rights import MODERATE, RUN
from hustings.foundation.accounts.roles import Role
from tests.cast.deliberation.consultations.fixtures import opened

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
    of_all = ("record", "edit", "showing", "phase_new")
    found: dict[str, list[Any]] = {f"consultations_hq:{name}": [phase.consultation_id] for name in of_all}
    found |= {f"consultations_hq:{name}": [phase.pk] for name in ("phase", "phase_deed")}
    return found | {f"consultations_hq:{name}": [question.pk] for name in ("question", "question_deed")}
