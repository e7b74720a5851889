"""HQ: the turfs of a plan while teams walk them: to whom, how far, and when a phone was last heard."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hustings.field.canvass_results import funnels, scopes
from hustings.field.canvass_results.views.subjects import RESULTS
from hustings.field.canvassing.models.walk_lists import KIND
from hustings.field.canvassing.rights import ORGANISE_CANVASSING
from hustings.field.turfs import actions as turfs
from hustings.field.turfs import steps
from hustings.field.turfs.models import Plan, Turf
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Resource
from hustings.foundation.sync.models import Handset


class Board(Resource):
    """Turfs in order. Phones may have no network: what they noted since isn't guessed."""

    guard = needs(ORGANISE_CANVASSING)
    icon = "home"
    trail = (("canvass_results:plans", RESULTS),)
    template_name = "canvass_results/hq/board.html"
    order = ("number", "pk")
    empty = gettext_lazy("This plan has no turf yet.")

    @cached_property
    def plan(self) -> Plan:
        return get_object_or_404(scopes.plans_of(self.user), pk=self.kwargs["pk"])

    @property
    def title(self) -> str:
        return _("Live board: %(plan)s") % {"plan": self.plan}

    def rows(self) -> QuerySet[Turf]:
        return self.plan.turfs.all()

    def prepared(self, rows: list[Any]) -> Sequence[Any]:
        """Turfs with their list, its phones by team, and how far it is: a query each for all."""
        lists = scopes.lists_of(self.user).filter(turf__in=rows)
        of_turf = {one.turf_id: one for one in lists}
        done = funnels.by("turf", lists)
        phones: dict[int, list[Handset]] = defaultdict(list)
        keys = [one.pk for one in of_turf.values()]
        handed = Handset.objects.phones().filter(stream__kind=KIND, stream__subject__in=keys)
        for phone in handed.select_related("stream").order_by("name", "pk"):
            phones[phone.stream.subject].append(phone)
        for row in rows:
            row.walk_list = of_turf.get(row.pk)
            row.done = done.get(row.pk)
            own = phones[row.walk_list.pk] if row.walk_list else []
            row.teams = ", ".join(dict.fromkeys(phone.name for phone in own if not phone.revoked_at))
            row.heard_at = max((phone.heard_at for phone in own if phone.heard_at), default=None)
        return rows

    def about(self) -> dict[str, Any]:
        return {"plan": self.plan, "results": reverse("canvass_results:results", args=["plan", self.plan.pk])}


@needs(ORGANISE_CANVASSING)
@require_POST
def take_back(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Note that nobody walks a turf any more."""
    turf = steps.turf_of(me(request), ORGANISE_CANVASSING, pk, number)
    turfs.take_back(turf=turf, user=me(request))
    messages.success(request, _("“%(turf)s” was taken back.") % {"turf": turf.label})
    return redirect("canvass_results:board", pk)
