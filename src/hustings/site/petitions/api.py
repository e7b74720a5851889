"""Progress of a petition, for other sites: public figures, nothing about who signed."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from ninja import Router, Schema
from ninja.errors import HttpError

from hustings.foundation.lib import embeds
from hustings.site.petitions import meter

router = Router(tags=["petitions"])


class MeterOut(Schema):
    """The meter of a petition. ``titles`` and ``pages`` are by language."""

    id: int
    titles: dict[str, str]
    signatures: int
    goal: int
    next_goal: int
    percent: int
    is_open: bool
    pages: dict[str, str]


@router.get("/petitions/{int:pk}/meter", response=MeterOut, summary="Progress of a petition")
def petition_meter(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Confirmed signatures and the goal, as the petition’s page shows them; 404 without a published page."""
    things = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            things[code] = embeds.find("petition", str(pk))
    found = next((thing for thing in things.values() if thing), None)
    if found is None:
        raise HttpError(404, "Petition not found.")
    petition = found.row.petition
    now = meter.read(petition.pk, petition.goal)
    return {
        "id": petition.pk, "titles": petition.titles, "signatures": now.n, "goal": now.goal,
        "next_goal": now.next_goal, "percent": now.percent, "is_open": petition.is_open,
        "pages": {code: thing.address for code, thing in things.items() if thing},
    }  # fmt: skip
