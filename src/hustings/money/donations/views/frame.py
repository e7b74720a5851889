"""Common parts of pages about donations."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right
from hustings.foundation.lib.web.frame import frame
from hustings.money.donations.models import Donation, Fund
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY

DONATIONS = pgettext_lazy("menu", "Donations")
LOANS = pgettext_lazy("menu", "Loans")
FUNDS = pgettext_lazy("menu", "Funds")
ICON = "tag"


def runs(user: Any) -> bool:
    return access.may(user, RUN_MONEY)


def donation_of(request: HttpRequest, pk: int, right: Right = SEE_MONEY) -> Donation:
    """A gift that this user may see, or change; else 404."""
    rows = Donation.objects.of(request.user, right)
    return get_object_or_404(
        rows.select_related("fund__books", "person", "donor", "plan", "made_by", "referrer"), pk=pk
    )


def fund_of(request: HttpRequest, pk: int, right: Right = SEE_MONEY) -> Fund:
    return get_object_or_404(Fund.objects.of(request.user, right).select_related("books__election"), pk=pk)


def show(
    request: HttpRequest, template: str, title: Any, words: dict[str, Any], *trail: tuple[str, Any],
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """A page below the list of donations, or below another that ``trail`` names."""
    above = trail or (("donations:donations", DONATIONS),)
    context = frame(str(title), *((reverse(view), str(label)) for view, label in above), icon=ICON)
    return render(request, f"donations/{template}.html", context | words, status=status)
