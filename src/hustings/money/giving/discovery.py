"""Funds that take donations: in the site's search, its sitemap, and among what readers can do."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.text.text_folding import folded
from hustings.foundation.territories.models import Zone
from hustings.money.donations.models import Fund
from hustings.money.donations.models.funds import FundQuerySet
from hustings.site.website.discovery.addresses import Found, Kind, kinds
from hustings.site.website.offers import Offer, Offers, offers

_LOOKED = 500


def _rows() -> FundQuerySet:
    return Fund.objects.shown().open()


def _found(words: str, n: int) -> list[Found]:
    asked = folded(words).split()
    rows = [row for row in _rows()[:_LOOKED] if _has(asked, row)][:n]
    return [Found(row.name, reverse("giving:fund", args=[row.slug])) for row in rows]


def _has(asked: list[str], fund: Fund) -> bool:
    text = folded(" ".join([*fund.names.values(), *fund.intros.values(), gettext("Donate")]))
    return all(word in text for word in asked)


def _offers(request: HttpRequest, zone: Zone | None, n: int) -> list[Offer]:
    return [_offer(fund) for fund in _rows().select_related("books").order_by("-pk")[:n]]


def _offer(fund: Fund) -> Offer:
    return Offer(fund.name, reverse("giving:fund", args=[fund.slug]), "", gettext("Donate"))


part = Contribution(
    kinds(
        Kind(
            "funds", gettext_lazy("Donations"), 14, _rows,
            lambda _pk, slug: reverse("giving:fund", args=[slug]), _found, "slug",
        )
    ),
    offers(
        Offers(
            "donations", gettext_lazy("Donations"), _offers, lambda request: reverse("giving:list"),
            gettext_lazy("All ways to donate"), 40,
        )
    ),
)  # fmt: skip
