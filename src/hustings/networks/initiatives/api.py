"""Calls for other sites and programs: what is open, until when; nothing about applicants."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from ninja import Router, Schema

from hustings.networks.initiatives.models import Call, Round

router = Router(tags=["calls"])
_LISTED = 100


class RoundOut(Schema):
    """A round. Amounts in minor units; ``state`` is soon, open or closed."""

    name: str
    opens_at: datetime
    closes_at: datetime
    state: str
    budget: int | None
    most_asked: int | None


class CallOut(Schema):
    """A call. ``titles``, ``intros`` and ``pages`` by language."""

    slug: str
    titles: dict[str, str]
    intros: dict[str, str]
    currency: str
    pages: dict[str, str]
    rounds: list[RoundOut]


@router.get("/calls", response=list[CallOut], summary="Calls for projects")
def calls(request: HttpRequest) -> list[dict[str, Any]]:
    """Calls that are on the site, the newest first, at most 100."""
    return [_said(row) for row in Call.objects.shown().prefetch_related("rounds")[:_LISTED]]


def _said(row: Call) -> dict[str, Any]:
    pages = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            pages[code] = settings.BASE_URL + reverse("initiatives:call", args=[row.slug])
    rounds = [each for each in row.rounds.all() if each.opens_at and each.closes_at]
    return {
        "slug": row.slug, "titles": row.titles, "intros": row.intros, "currency": row.currency,
        "pages": pages, "rounds": [_round(row, each) for each in rounds],
    }  # fmt: skip


def _round(call: Call, row: Round) -> dict[str, Any]:
    row.call = call
    state = "open" if row.is_open else "soon" if row.stage == "soon" else "closed"
    names = ("name", "opens_at", "closes_at", "budget", "most_asked")
    return {"state": state, **{name: getattr(row, name) for name in names}}
