"""Answers and syntheses as webhooks tell of them."""

from collections.abc import Collection, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.webhook_events import EXAMPLE, about
from hustings.deliberation.syntheses.models import Answer, Edition
from hustings.foundation.webhooks.events import Event, events

ANSWERED, PUBLISHED = "consultations.answer_published", "consultations.synthesis_published"


def _answers(keys: Collection[int], sees_people: bool) -> Mapping[int, Mapping[str, Any]]:
    shown = {
        "item__hidden_at": None,
        "item__withdrawn_at": None,
        "item__consultation__shown_at__isnull": False,
    }
    rows = Answer.objects.standing().filter(pk__in=keys, **shown).select_related("item")
    return {row.pk: {"answer": {"id": row.pk, "outcome": row.outcome}, **about(row.item)} for row in rows}


def _editions(keys: Collection[int], sees_people: bool) -> Mapping[int, Mapping[str, Any]]:
    rows = Edition.objects.filter(pk__in=keys, synthesis__phase__consultation__shown_at__isnull=False)
    return {
        row.pk: {
            "synthesis": {"id": row.synthesis_id, "edition": row.number},
            "step": {
                "id": row.synthesis.phase_id,
                "page": settings.BASE_URL + reverse("consultations:step", args=[row.synthesis.phase_id]),
            },
            "consultation": {"id": row.synthesis.phase.consultation_id},
        }
        for row in rows.select_related("synthesis__phase")
    }


_STEP = {"id": 9, "page": "https://www.example.org/en/consultations/steps/9/"}
part = events(
    Event(
        ANSWERED, _("Answer to a contribution published"),
        {"answer": {"id": 3, "outcome": "accepted"}, **EXAMPLE}, _answers,
    ),
    Event(
        PUBLISHED, _("Synthesis published"),
        {"synthesis": {"id": 6, "edition": 1}, "step": _STEP, "consultation": {"id": 2}}, _editions,
    ),
)  # fmt: skip
