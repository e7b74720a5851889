"""Fundraising pages for other sites and programs: what they received and their goal, nothing about donors."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from ninja import Router, Schema
from ninja.errors import HttpError

from hustings.money.donations.models import Fund
from hustings.money.giving import meter

router = Router(tags=["donations"])


class FundOut(Schema):
    """A fundraising page. Amounts in minor units, None where the page hides them; ``pages`` by language."""

    slug: str
    names: dict[str, str]
    currency: str
    received: int | None
    donations: int | None
    goal: int | None
    is_open: bool
    pages: dict[str, str]


@router.get("/funds/{slug}", response=FundOut, summary="A fundraising page")
def fund_meter(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Received, number of donations and goal, as the page shows them; 404 without a page online."""
    fund = Fund.objects.shown().select_related("books").filter(slug=slug).first()
    if fund is None:
        raise HttpError(404, "Fund not found.")
    pages = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            pages[code] = settings.BASE_URL + reverse("giving:fund", args=[fund.slug])
    now = meter.of(fund) if fund.is_goal_shown else None
    return {
        "slug": fund.slug, "names": fund.names, "currency": fund.books.currency,
        "received": now.received if now else None, "donations": now.n if now else None,
        "goal": fund.goal if now else None, "is_open": fund.closed_at is None, "pages": pages,
    }  # fmt: skip
