"""The form of a fund, as other sites show it. Nobody is recognised there, and one pays on the whole page."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.embeds import MOST, Kind, Thing
from hustings.money.donations.models import Fund
from hustings.money.giving import forms
from hustings.money.giving.views import gifts


class FundKind(Kind):
    name, label = "donations", gettext_lazy("donation form")

    def find(self, key: str) -> Thing | None:
        fund = Fund.objects.shown().select_related("books__election").filter(slug=key).first()
        return self._of(fund) if fund else None

    def listed(self) -> Iterable[Thing]:
        return [self._of(fund) for fund in Fund.objects.shown().open().order_by("-pk")[:MOST]]

    def _of(self, fund: Fund) -> Thing:
        call = _("Donate: %(fund)s") % {"fund": fund}
        return Thing(self.name, fund.slug, fund.name, call, reverse("giving:fund", args=[fund.slug]), fund)

    def show(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        if request.method == "POST":
            return gifts.giving(request, thing.row)
        words = {"thing": thing, "fund": thing.row, "form": forms.empty_form(thing.row, thing.path, request)}
        return render(request, "giving/embed.html", words)

    def thank(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        return self.show(request, thing)  # they were thanked where they paid
