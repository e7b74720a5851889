"""Petitions, as other sites show them."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hustings.foundation.lib.embeds import MOST, Kind, Thing
from hustings.foundation.lib.web import query_params
from hustings.people.signups.views import links
from hustings.site.petitions.models import Petition, PetitionPage
from hustings.site.petitions.views import public as petitions
from hustings.site.website.embedded import page_for_readers


class PetitionKind(Kind):
    name, label = "petition", gettext_lazy("petition")

    def find(self, key: str) -> Thing | None:
        page = page_for_readers(
            PetitionPage.objects.filter(petition=query_params.key(key)).select_related("petition")
        )
        return page and self._of(page)

    def listed(self) -> Iterable[Thing]:
        pages: dict[int, Any] = {}
        found = PetitionPage.objects.live().public().filter(petition__delivered_at=None)
        for page in found.select_related("petition", "locale").order_by("-petition", "pk")[: 2 * MOST]:
            if page.petition_id not in pages or page.locale.language_code == get_language():
                pages[page.petition_id] = page
        return [self._of(page) for page in pages.values()]

    def _of(self, page: PetitionPage) -> Thing:
        petition: Petition = page.petition
        call = _("Sign: %(title)s") % {"title": petition}
        return Thing(self.name, str(petition.pk), str(petition), call, page.get_url() or "/", page)

    def show(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        if request.method == "POST":
            return petitions.signatures(request, thing.row.petition_id)
        words = {"petition": thing.row.petition, "petition_page": thing.row, "thing": thing}
        return render(request, "embeds/petition.html", words)

    def thank(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        found: HttpResponse = links.sent(request, kind="petitions")
        return found
