"""Projects for other sites and programs: those with a page, and what became of them; no people."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from ninja import Router, Schema

from hustings.networks.projects.models import Project

router = Router(tags=["calls"])
MOST = 200


class ProjectOut(Schema):
    """A project. ``summaries``, ``outcomes`` and ``pages`` by language; ``call`` is the call's ``slug``."""

    id: int
    name: str
    call: str
    round: str
    summaries: dict[str, str]
    outcomes: dict[str, str]
    starts_on: date | None
    ends_on: date | None
    has_ended: bool
    pages: dict[str, str]


@router.get("/calls/projects", response=list[ProjectOut], summary="Projects that calls supported")
def projects(request: HttpRequest) -> list[dict[str, Any]]:
    """Those that the site shows, the newest first, at most 200."""
    rows = Project.objects.shown().select_related("application__round__call")
    return [_told(row) for row in rows[:MOST]]


def _told(row: Project) -> dict[str, Any]:
    pages = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            pages[code] = settings.BASE_URL + reverse("projects:project", args=[row.pk])
    names = ("name", "summaries", "outcomes", "starts_on", "ends_on")
    return {name: getattr(row, name) for name in names} | {
        "id": row.pk, "call": row.application.round.call.slug, "round": row.application.round.name,
        "has_ended": row.ended_at is not None, "pages": pages,
    }  # fmt: skip
