"""Consultations as webhooks tell of them: never who wrote or voted, whatever may be seen of people."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.models import Item, Phase
from hustings.foundation.webhooks.events import Event, events

PUBLISHED, WITHDRAWN = "consultations.contribution_published", "consultations.contribution_withdrawn"
OPENED = "consultations.step_opened"


def contributions(keys: Collection[int], sees_people: bool) -> Mapping[int, Mapping[str, Any]]:
    """Those that the site shows now."""
    rows = Item.objects.live().filter(pk__in=keys, consultation__shown_at__isnull=False)
    return {row.pk: about(row) for row in rows}


def about(row: Item) -> dict[str, Any]:
    """A contribution by its numbers and its page, which shows its words."""
    page = settings.BASE_URL + reverse("consultations:item", args=[row.pk])
    return {
        "contribution": {"id": row.pk, "kind": row.kind, "page": page},
        "consultation": {"id": row.consultation_id}, "step": {"id": row.phase_id},
        "question": row.question_id and {"id": row.question_id},
    }  # fmt: skip


def _steps(keys: Collection[int], sees_people: bool) -> Mapping[int, Mapping[str, Any]]:
    rows = Phase.objects.filter(pk__in=keys, consultation__shown_at__isnull=False)
    return {row.pk: _step(row) for row in rows.select_related("consultation") if row.is_open()}


def _step(row: Phase) -> dict[str, Any]:
    """A step and its page; its words too, unless they are for members alone."""
    page = settings.BASE_URL + reverse("consultations:step", args=[row.pk])
    step: dict[str, Any] = {"id": row.pk, "page": page}
    consultation: dict[str, Any] = {"id": row.consultation_id}
    if row.consultation.roll_id is None:
        step |= {"kind": row.kind, "title": row.title, "ends_at": row.ends_at}
        consultation["title"] = row.consultation.title
    return {"step": step, "consultation": consultation}


def _opened(after: datetime, until: datetime) -> Iterable[int]:
    """Steps that began meanwhile, or stood open when their consultation was shown."""
    by_date = Q(starts_at__gt=after, starts_at__lte=until)
    by_showing = Q(consultation__shown_at__gt=after, consultation__shown_at__lte=until, starts_at__lte=until)
    return Phase.objects.filter(by_date | by_showing).order_by("pk").values_list("pk", flat=True)


EXAMPLE = {
    "contribution": {
        "id": 830, "kind": "contribution", "page": "https://www.example.org/en/consultations/items/830/"
    },
    "consultation": {"id": 2}, "step": {"id": 9}, "question": {"id": 14},
}  # fmt: skip
_STEP = {
    "id": 9, "kind": "debate", "title": "Your ideas", "ends_at": "2027-04-01T20:00:00Z",
    "page": "https://www.example.org/en/consultations/steps/9/",
}  # fmt: skip
part = events(
    Event(PUBLISHED, _("Contribution published"), EXAMPLE, contributions),
    Event(WITHDRAWN, _("Contribution withdrawn by its author"), {"contribution": {"id": 830}}),
    Event(
        OPENED, _("Step of a consultation opened"),
        {"step": _STEP, "consultation": {"id": 2, "title": "Night trains"}}, _steps, _opened,
    ),
)  # fmt: skip
