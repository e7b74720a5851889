"""The form of sign-ups, as other sites show it."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from wagtail.models import Page

from hustings.foundation.lib.embeds import Kind, Thing
from hustings.people.signups.views import links
from hustings.site.website import views
from hustings.site.website.models import SignUpPage

JOIN = "join"


class SignUpKind(Kind):
    """The form by which people join: there is one."""

    name, label = "sign-up", gettext_lazy("sign-up")

    def find(self, key: str) -> Thing | None:
        page = page_for_readers(SignUpPage.objects.all()) if key == JOIN else None
        return page and Thing(self.name, JOIN, page.title, page.title, page.get_url() or "/", page)

    def listed(self) -> Iterable[Thing]:
        return [found] if (found := self.find(JOIN)) else []

    def show(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        if request.method == "POST":
            return views.sign_ups(request)
        return render(request, "embeds/sign_up.html", {"sign_up_page": thing.row, "thing": thing})

    def thank(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        found: HttpResponse = links.sent(request, kind="sign_ups")
        return found


def page_for_readers(pages: Any) -> Any:
    """The one that everybody may read, in this language where there is one."""
    found: list[Page] = list(pages.live().public().select_related("locale").order_by("path")[:20])
    mine = [page for page in found if page.locale.language_code == (get_language() or "")[:2]]
    return next(iter(mine or found), None)
