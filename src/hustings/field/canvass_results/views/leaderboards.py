"""HQ: the teams of a plan beside each other. No persons."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hustings.field.canvass_results import scopes
from hustings.field.canvass_results.forms import DaysForm
from hustings.field.canvass_results.views.subjects import RESULTS
from hustings.field.canvassing import actions, teams
from hustings.field.canvassing.models import SharedBoard
from hustings.field.canvassing.rights import ORGANISE_CANVASSING
from hustings.foundation.accounts.access import me, needs
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
    words |= {
        "plan": plan, "is_shared": SharedBoard.objects.filter(plan=plan).exists(), "filters": form,
        "page": Paginator(found, PAGE).get_page(request.GET.get("p")),
    }  # fmt: skip
    return render(request, "canvass_results/hq/leaderboard.html", words)


@needs(ORGANISE_CANVASSING)
@require_POST
def sharing(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the teams see it on their phones."""
    actions.share_teams(plan=get_object_or_404(scopes.plans_of(request.user), pk=pk), user=me(request))
    messages.success(request, _("The teams see the leaderboard on their phones."))
    return redirect("canvass_results:leaderboard", pk)


@needs(ORGANISE_CANVASSING)
@require_POST
def hiding(request: HttpRequest, pk: int) -> HttpResponse:
    actions.hide_teams(plan=get_object_or_404(scopes.plans_of(request.user), pk=pk), user=me(request))
    messages.success(request, _("The leaderboard is shown in HQ alone."))
    return redirect("canvass_results:leaderboard", pk)
