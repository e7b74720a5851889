"""Search of HQ: a page that works without scripts, and its results alone for the dialog."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hustings.foundation.hq import search as searching
from hustings.foundation.lib.web.frame import frame


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """All kinds, or with ``kind`` one of them alone."""
    context = frame(_("Search"), icon="search") | _found(request)
    return render(request, "hq/search.html", context)


@require_safe
def search_results(request: HttpRequest) -> HttpResponse:
    return render(request, "hq/search_results.html", _found(request))


def _found(request: HttpRequest) -> dict[str, Any]:
    typed, kind = request.GET.get("q", ""), request.GET.get("kind", "")
    asked = searching.tidy(typed)
    groups = searching.find(request, asked, kind)
    return {
        "typed": typed[: searching.LONGEST],
        "asked": asked,
        "kind": kind,
        "groups": groups,
        "n": sum(len(group.hits) for group in groups),
        "most": searching.ALL,
    }
