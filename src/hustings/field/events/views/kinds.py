"""Kinds of events: the list, and a form each."""

from functools import partial

from django.contrib import messages
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_POST

from hustings.field.events import actions, forms
from hustings.field.events.models import Event, EventKind
from hustings.field.events.views.events import GET_POST
from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import PUBLISH_SITE
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Number, State, Title, YesNo
from hustings.foundation.lib.web.frame import Pages, status_of

_guard = access.guard(partial(access.everywhere, right=PUBLISH_SITE))
_page = Pages("events", "events:kinds", gettext_lazy("Kinds of events"), "list-ul")


def _state(kind: EventKind) -> tuple[str, str]:
    if kind.archived_at:
        return "archived", pgettext("kind", "archived")
    return "active", pgettext("kind", "active")


class Kinds(Resource):
    """All kinds, also archived ones."""

    guard = _guard
    title, icon = gettext_lazy("Kinds of events"), "list-ul"
    trail = (("events:events", pgettext_lazy("menu", "Events")),)
    buttons = (Button(gettext_lazy("New kind"), "events:new_kind"),)
    order = ("pk",)
    columns = (
        Title("name", gettext_lazy("Kind"), url="events:kind"),
        Number("n_events", gettext_lazy("Events")),
        YesNo("is_action", gettext_lazy("Action of the field")),
        YesNo("asks_report", gettext_lazy("Report afterwards")),
        State("state", gettext_lazy("Status"), accessor=_state),
    )
    empty = gettext_lazy("No kind of event yet.")

    def rows(self) -> QuerySet[EventKind]:
        own = Event.objects.filter(kind=OuterRef("code")).order_by().values("kind")
        n = Subquery(own.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
        return EventKind.objects.annotate(n_events=Coalesce(n, 0))


@_guard
@GET_POST
def new(request: HttpRequest) -> HttpResponse:
    form = forms.KindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_kind(code=form.code, values=form.values)
        messages.success(request, _("Saved."))
        return redirect("events:kinds")
    return _page(request, "kind", _("New kind"), {"form": form}, status_of(form))


@_guard
@GET_POST
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    kind = get_object_or_404(EventKind, pk=pk)
    form = forms.KindForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        actions.change_kind(kind=kind, values=form.values)
        messages.success(request, _("Saved."))
        return redirect("events:kinds")
    return _page(request, "kind", kind.name, {"form": form, "kind": kind}, status_of(form))


@_guard
@require_POST
def archiving(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer it no more, or again."""
    kind = get_object_or_404(EventKind, pk=pk)
    if kind.archived_at:
        actions.reopen_kind(kind=kind)
        messages.success(request, _("Forms offer this kind again."))
    else:
        actions.archive_kind(kind=kind)
        messages.success(request, _("Archived: forms no longer offer it. Its events keep it."))
    return redirect("events:kinds")
