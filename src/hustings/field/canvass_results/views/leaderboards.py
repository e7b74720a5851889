"""HQ: the teams of a plan beside each other. No persons."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hustings.field.canvass_results import scopes, teams
from hustings.field.canvass_results.forms import DaysForm
from hustings.field.canvass_results.views.subjects import RESULTS
from hustings.field.canvassing.rights import ORGANISE_CANVASSING
from hustings.foundation.accounts.access import needs
from hustings.foundation.lib.web.frame import frame

PAGE = 50


@needs(ORGANISE_CANVASSING)
@require_safe
def leaderboard(request: HttpRequest, pk: int) -> HttpResponse:
    """Doors, conversations, contacts and hours of each team over some days."""
    plan = get_object_or_404(scopes.plans_of(request.user), pk=pk)
    form = DaysForm(request.GET)
    lists = scopes.found(request.user, scopes.PLAN, pk).lists
    found = teams.of(lists, *form.span) if form.is_valid() else []
    results = (reverse("canvass_results:results", args=[scopes.PLAN, pk]), str(plan))
    words: dict[str, Any] = frame(
        _("Leaderboard"), (reverse("canvass_results:plans"), str(RESULTS)), results, icon="home"
    )
    words |= {"plan": plan, "filters": form, "page": Paginator(found, PAGE).get_page(request.GET.get("p"))}
    return render(request, "canvass_results/hq/leaderboard.html", words)
