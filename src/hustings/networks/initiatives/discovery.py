"""Calls in the site's search, the sitemap, among what readers can do, and in the search of HQ."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from hustings.foundation.contributions import Contribution
from hustings.foundation.hq import search
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.text.text_folding import folded
from hustings.foundation.territories.models import Zone
from hustings.networks.initiatives.models import Call, Round
from hustings.networks.initiatives.views.frame import ICON, calls_of, sees
from hustings.site.website.discovery.addresses import Found, Kind, kinds
from hustings.site.website.offers import Offer, Offers, offers

_LOOKED = 500


def _found(words: str, n: int) -> list[Found]:
    asked = folded(words).split()
    rows = [row for row in Call.objects.shown()[:_LOOKED] if _has(asked, row)][:n]
    return [Found(row.title, reverse("initiatives:call", args=[row.slug])) for row in rows]


def _has(asked: list[str], call: Call) -> bool:
    text = folded(" ".join([*call.titles.values(), *call.intros.values(), gettext("Calls for projects")]))
    return all(word in text for word in asked)


def _offers(request: HttpRequest, zone: Zone | None, n: int) -> list[Offer]:
    rows = Round.objects.open().select_related("call").order_by("closes_at")[:n]
    return [_offer(row) for row in rows]


def _offer(row: Round) -> Offer:
    assert row.closes_at
    line = gettext("until %(day)s") % {"day": date_format(row.closes_at, "DATE_FORMAT")}
    return Offer(row.call.title, reverse("initiatives:call", args=[row.call.slug]), line, gettext("Apply"))


def _seen(user: Any) -> QuerySet[Call] | None:
    return calls_of(user) if sees(user) else None


_LABEL = gettext_lazy("Calls for projects")
part = Contribution(
    kinds(
        Kind(
            "initiatives", _LABEL, 16, Call.objects.shown,
            lambda _pk, slug: reverse("initiatives:call", args=[slug]), _found,
            "slug", start=lambda: reverse("initiatives:list"),
        )
    ),
    offers(
        Offers(
            "initiatives", _LABEL, _offers, lambda request: reverse("initiatives:list"),
            gettext_lazy("All calls"), 45,
        )
    ),
    search.sources(
        search.Source("initiatives", _LABEL, ICON, 120, search.Rows(_seen, "titles", "initiatives_hq:call"))
    ),
)  # fmt: skip
