"""Help in HQ: all how-tos, a search among them, and one of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hustings.foundation.accounts import access
from hustings.foundation.help import groups, manual
from hustings.foundation.lib.web import query_params
from hustings.foundation.lib.web.frame import frame


@access.guard(access.is_of_team)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    text = query_params.text(request)
    of_hq, others = groups.of(manual.pages(get_language() or ""))
    context = {
        "text": text,
        "found": groups.search(text, get_language() or ""),
        "groups": of_hq,
        "others": others,
    }
    return render(request, "help/index.html", frame(_("Help"), icon="help") | context)


@access.guard(access.is_of_team)
@require_safe
def page(request: HttpRequest, name: str) -> HttpResponse:
    found = manual.pages(get_language() or "").get(name)
    if found is None:
        raise Http404
    context = {"shown": found, "is_foreign": found.language != get_language()}
    trail = (reverse("help:index"), _("Help"))
    return render(request, "help/page.html", frame(found.title, trail, icon="help") | context)
