"""HQ: doors where somebody asked to be visited at another time: due, later, done."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from hustings.field.canvass_results import follow_ups, scopes
from hustings.field.canvass_results.forms import FollowUpFilter
from hustings.field.canvass_results.views import subjects
from hustings.field.canvassing import actions
from hustings.field.canvassing.forms import TurfListForm
from hustings.field.canvassing.models import DoorResult
from hustings.field.canvassing.rights import ORGANISE_CANVASSING
from hustings.field.canvassing.stop_texts import BadStops
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Column, Moment, Title
from hustings.foundation.lib.sql import keyset
from hustings.foundation.lib.text import csvs

_AT_ONCE = 500  # rows of one question


class FollowUps(Resource):
    """Wishes of a scope, the earliest first."""

    guard = needs(ORGANISE_CANVASSING)
    title, icon = gettext_lazy("Follow-ups"), "home"
    template_name = "canvass_results/hq/follow_ups.html"
    order = ("due_at", "pk")
    columns = (
        Title("address", gettext_lazy("Address")),
        Column("place", gettext_lazy("Door")),
        Moment("due_at", gettext_lazy("When")),
        Column("remark", gettext_lazy("Remark")),
        Column("said", gettext_lazy("Status"), accessor=follow_ups.status),
        Column("walk_list", gettext_lazy("Walk list")),
    )
    empty = gettext_lazy("Nobody is to come back. A wish that a team notes at a door appears here.")
    form_class = TurfListForm
    form_title = gettext_lazy("Visit the open ones again")
    form_submit = gettext_lazy("Make the walk list")
    nothing_found = gettext_lazy("No door like that.")

    @cached_property
    def scope(self) -> scopes.Scope:
        return scopes.found(self.user, self.kwargs["kind"], self.kwargs["pk"])

    @property
    def trail(self) -> Sequence[tuple[Any, ...]]:  # type: ignore[override]
        here = ("canvass_results:results", self.scope.title, *self.scope.args)
        return (("canvass_results:plans", subjects.RESULTS), here)

    @cached_property
    def filters(self) -> FollowUpFilter:
        return FollowUpFilter(self.request.GET, lists=self.scope.lists)

    def rows(self) -> QuerySet[DoorResult]:
        return follow_ups.of(self.scope.lists)

    def prepared(self, rows: list[Any]) -> Sequence[Any]:
        return follow_ups.told(rows)

    @cached_property
    def form(self) -> Any:
        """For a new list of what is open; a script may be of several territories."""
        is_open = self.scope.kind != scopes.SCRIPT and self._open().exists()
        return super().form if is_open else None

    def form_words(self) -> dict[str, Any]:
        return {"initial": {"name": _("Follow-ups: %(title)s")[:80] % {"title": self.scope.title[:80]}}}

    def add(self, said: dict[str, Any]) -> HttpResponse:
        subject = self.scope.subject
        plan = subject if self.scope.kind == scopes.PLAN else subject.plan
        try:
            made = actions.list_of_wishes(
                rows=self._open(), plan=plan, zone=subject.zone, user=me(self.request), **said
            )
        except BadStops as bad:
            raise forms.ValidationError(_("Nothing is open any more.")) from bad
        messages.success(self.request, _("Saved. Now hand the list to a phone."))
        return redirect("canvassing:list", made.pk)

    def _open(self) -> QuerySet[DoorResult]:
        return self.filters.found(self.rows()).filter(wish=DoorResult.Wish.WAITS)

    def about(self) -> dict[str, Any]:
        address = reverse("canvass_results:follow_ups_csv", args=self.scope.args)
        return {"download": f"{address}?{self.request.GET.urlencode()}"}


@needs(ORGANISE_CANVASSING)
@require_safe
def follow_ups_csv(request: HttpRequest, kind: str, pk: int) -> HttpResponseBase:
    """The same as a file."""
    lists = scopes.found(request.user, kind, pk).lists
    rows = FollowUpFilter(request.GET, lists=lists).found(follow_ups.of(lists))
    return csvs.download(csvs.lines(_lines(rows), delimiter=";", bom=True), f"follow-ups-{kind}-{pk}.csv")


def _lines(rows: QuerySet[DoorResult]) -> Iterator[list[Any]]:
    yield [str(column.label) for column in FollowUps.columns]
    for part in keyset.walk(rows, _AT_ONCE):
        for row in follow_ups.told(part):
            due: Any = row.due_at
            at = localtime(due).isoformat(" ", "minutes")
            yield [row.address, row.place, at, row.remark, str(follow_ups.status(row)), str(row.walk_list)]
