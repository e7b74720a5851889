"""Funds: all that one may see, new ones, their settings and their end."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import F, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Column, Day, Title
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.money.donations import actions, figures, hooks
from hustings.money.donations.forms import FundForm
from hustings.money.donations.models import Donation, Fund
from hustings.money.donations.views.frame import DONATIONS, FUNDS, ICON, fund_of, runs, show
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY
from hustings.money.ledger.views.frame import Money

_NEW = gettext_lazy("New fund")
_TRAIL = (("donations:donations", DONATIONS), ("donations:funds", FUNDS))


class Funds(Resource):
    """All that this user may see, with what they hold."""

    guard = needs(SEE_MONEY)
    title, icon = FUNDS, ICON
    trail = (("donations:donations", DONATIONS),)
    buttons = (Button(_NEW, "donations:fund_new", runs),)
    columns = (
        Title("name", gettext_lazy("Name"), url="donations:fund_page", under="slug"),
        Column("books", gettext_lazy("Books")),
        Money("held", gettext_lazy("Received"), currency="books.currency"),
        Day("closed_at", gettext_lazy("Closed")),
    )
    empty = gettext_lazy("No fund yet. A fund takes donations for one set of books.")

    def rows(self) -> QuerySet[Fund]:
        return Fund.objects.of(self.user, SEE_MONEY).select_related("books")

    def prepared(self, rows: list[Any]) -> Sequence[Any]:
        held = Donation.objects.held().filter(fund__in=rows).order_by().values_list("fund")
        sums = dict(held.annotate(sum=Sum(F("amount") - F("refunded"))))
        for row in rows:
            row.held = sums.get(row.pk, 0)
        return rows


@needs(RUN_MONEY)
@require_http_methods(["GET", "HEAD", "POST"])
@once("donations:funds")
def new(request: HttpRequest) -> HttpResponse:
    """Open a fund."""
    form = FundForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        made = actions.open_fund(by=me(request), **form.values())
        messages.success(request, _("“%s” takes donations now. Put its page online when it is ready.") % made)
        return redirect("donations:fund_page", made.pk)
    words = {"form": form, "submit": _("Open the fund"), "is_once": True}
    return show(request, "form", _NEW, words, *_TRAIL, status=status_of(form))


@needs(RUN_MONEY)
@require_http_methods(["GET", "HEAD", "POST"])
def fund(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the settings of a fund."""
    held = fund_of(request, pk, RUN_MONEY)
    form = FundForm(request.POST or None, user=request.user, fund=held)
    if request.method == "POST" and form.is_valid():
        actions.change_fund(fund=held, values=form.values(), by=me(request))
        messages.success(request, _("Saved."))
        return redirect("donations:fund_page", pk)
    words = {"form": form, "submit": _("Save"), "fund": held}
    return show(request, "form", held, words, *_TRAIL, status=status_of(form))


@needs(SEE_MONEY)
@require_safe
def fund_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a fund on the site: online or not, its links, and what it brought."""
    held = fund_of(request, pk)
    known = figures.of(held)
    words = {
        "fund": held, "figures": known, "charts": figures.drawn(known, held.books.currency),
        "may_run": Fund.objects.of(request.user, RUN_MONEY).filter(pk=pk).exists(),
        "parts": [part(held) for part in hooks.fund_parts.all()],
    }  # fmt: skip
    return show(request, "fund_page", held, words, *_TRAIL)


@needs(RUN_MONEY)
@require_POST
def showing(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the page online, or take it off."""
    held = fund_of(request, pk, RUN_MONEY)
    if request.POST.get("do") == "hide":
        actions.hide_page(fund=held, by=me(request))
        messages.success(request, _("The page is offline."))
    else:
        actions.show_page(fund=held, by=me(request))
        messages.success(request, _("The page is online."))
    return redirect("donations:fund_page", pk)


@needs(RUN_MONEY)
@require_POST
def closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Take no more donations."""
    held = fund_of(request, pk, RUN_MONEY)
    actions.close_fund(fund=held, by=me(request))
    messages.success(request, _("“%s” takes no more donations.") % held)
    return redirect("donations:funds")
