"""Common parts of pages about decoys: the frame, the tabs, and that each look is written down."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Resource
from hustings.foundation.lib.web.frame import frame
from hustings.security.decoys.models import Look
from hustings.security.decoys.rights import KEEP_DECOYS

TABS = [
    ("index", gettext_lazy("Alerts")),
    ("people", gettext_lazy("Decoy people")),
    ("documents", gettext_lazy("Documents")),
    ("links", gettext_lazy("Alert links")),
    ("sets", gettext_lazy("Phishing pages")),
    ("servers", gettext_lazy("Connected servers")),
    ("register", gettext_lazy("Register")),
]
SHOWN = 50


def _tabs(here: str) -> list[tuple[str, Any, bool]]:
    return [(reverse(f"decoys:{name}"), label, name == here) for name, label in TABS]


def page(
    request: HttpRequest,
    template: str,
    title: str,
    about: dict[str, Any],
    *,
    tab: str = "",
    status: int = 200,
) -> HttpResponse:
    """A page no browser keeps; looks are written down. ``tab``: the tab that it is or is below."""
    own = template == tab
    trail = [] if template == "index" else [(reverse("decoys:index"), _("Decoys"))]
    if tab and not own:
        trail.append((reverse(f"decoys:{tab}"), str(dict(TABS)[tab])))
    Look.objects.create(user=me(request), page=f"{request.method} {title}"[:120])
    context = frame(title, *trail, icon="warning") | {"tabs": _tabs(tab), **about}
    response = render(request, f"decoys/{template}.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


class DecoyList(Resource):
    """A list of decoys: no browser keeps it, and each look is written down."""

    guard = needs(KEEP_DECOYS)
    icon, tab = "warning", ""
    trail = (("decoys:index", gettext_lazy("Decoys")),)
    empty = gettext_lazy("None yet.")
    template_name = "decoys/list.html"

    def about(self) -> dict[str, Any]:
        return {"tabs": _tabs(self.tab)}

    def answer(self, rows: Any, more: str, n: int) -> HttpResponse:
        Look.objects.create(user=self.user, page=f"{self.request.method} {self.title}"[:120])
        response = super().answer(rows, more, n)
        response["Cache-Control"] = "no-store"
        return response


def some(request: HttpRequest, rows: QuerySet[Any]) -> Any:
    return Paginator(rows, SHOWN).get_page(request.GET.get("p"))


def posted(request: HttpRequest) -> Any:
    """Data that was sent, or nothing."""
    return request.POST if request.method == "POST" else None
