"""Consultations for other sites and programs: steps and figures; the texts and votes are open data."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from ninja import Router, Schema
from ninja.errors import HttpError

from hustings.deliberation.consultations import public_figures
from hustings.deliberation.consultations.models import Consultation
from hustings.deliberation.open_data import tables

router = Router(tags=["consultations"])


class StepOut(Schema):
    """A step. ``titles`` is by language; ``state`` is soon, open or over."""

    kind: str
    titles: dict[str, str]
    starts_at: datetime
    ends_at: datetime | None
    state: str


class ConsultationOut(Schema):
    """A consultation. ``titles`` and ``pages`` are by language, ``data`` by table: addresses of JSON."""

    id: int
    titles: dict[str, str]
    pages: dict[str, str]
    steps: list[StepOut]
    participants: int
    contributions: int
    arguments: int
    votes: int
    data: dict[str, str]


@router.get("/consultations/{int:pk}", response=ConsultationOut, summary="A consultation")
def consultation(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Steps and figures, as its page shows them; 404 for one that isn't published, or only for some."""
    found = Consultation.objects.shown().filter(pk=pk, roll=None).first()
    if found is None:
        raise HttpError(404, "Consultation not found.")
    figures = public_figures.of(found)
    pages = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            pages[code] = settings.BASE_URL + reverse(
                "consultations:consultation", args=found.path.split("/")[:2]
            )
    files = {
        table.name: settings.BASE_URL + reverse("open_data:table", args=[pk, table.name, "json"])
        for table in tables.tables.all()
    }
    return {
        "id": found.pk, "titles": found.titles, "pages": pages,
        "steps": [
            {
                "kind": phase.kind, "titles": phase.titles, "starts_at": phase.starts_at,
                "ends_at": phase.ends_at, "state": phase.state(),
            }
            for phase in found.phases.all()
        ],
        "participants": figures.n_people, "contributions": figures.n_items,
        "arguments": figures.n_arguments, "votes": figures.n_votes, "data": files,
    }  # fmt: skip
