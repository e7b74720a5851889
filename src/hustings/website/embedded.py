"""The form of sign-ups and petitions, as other sites show them."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.models import Page

from hustings.lib import asked
from hustings.lib.embeds import MOST, Kind, Thing
from hustings.petitions.models import Petition
from hustings.petitions.views import public as petitions
from hustings.website import views
from hustings.website.models import PetitionPage, SignUpPage

JOIN = "join"


class SignUpKind(Kind):
    """The form by which people join: there is one."""

    name, label = "sign-up", gettext_lazy("sign-up")

    def find(self, key: str) -> Thing | None:
        page = _page(SignUpPage.objects.all()) if key == JOIN else None
        return page and Thing(self.name, JOIN, page.title, page.title, page.get_url() or "/", page)

    def listed(self) -> Iterable[Thing]:
        return [found] if (found := self.find(JOIN)) else []

    def show(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        if request.method == "POST":
            return views.sign_ups(request)
        return render(request, "embeds/sign_up.html", {"sign_up_page": thing.row, "thing": thing})

    def thank(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        return views.sent(request)


class PetitionKind(Kind):
    """Petitions that have a page on the site."""

    name, label = "petition", gettext_lazy("petition")

    def find(self, key: str) -> Thing | None:
        page = _page(PetitionPage.objects.filter(petition=asked.key(key)).select_related("petition"))
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
        return petitions.sent(request)


def _page(pages: Any) -> Any:
    """The one that everybody may read, in this language where there is one."""
    found: list[Page] = list(pages.live().public().select_related("locale").order_by("path")[:20])
    mine = [page for page in found if page.locale.language_code == (get_language() or "")[:2]]
    return next(iter(mine or found), None)
