"""Parts of the pages of consultations and statements: what the map says."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from hustings.deliberation.consultations.models import Consultation, Item, ItemKind, Kind
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.opinions import map_page
from hustings.deliberation.opinions.models import Map


def of_statement(request: HttpRequest, item: Item, reader: Reader) -> dict[str, Any] | None:
    """Votes of each group on a statement, where groups are drawn."""
    made = map_page.latest(item.phase) if item.kind == ItemKind.STATEMENT else None
    page = map_page.Page(made) if made else None
    if page is None or not page.is_grouped or not (shares := page.shares(item.pk)):
        return None
    return {"shares": shares, "is_grouped": True, "map_url": reverse("opinions:map", args=[item.phase_id])}


def of_consultation(
    request: HttpRequest, consultation: Consultation, reader: Reader
) -> dict[str, Any] | None:
    """Links to the maps of its steps."""
    phases = [phase for phase in consultation.phases.all() if phase.kind == Kind.STATEMENTS]
    if not phases:
        return None
    drawn = set(Map.objects.filter(phase__in=phases).values_list("phase", flat=True))
    found = [(phase, reverse("opinions:map", args=[phase.pk])) for phase in phases if phase.pk in drawn]
    return {"maps": found} if found else None
