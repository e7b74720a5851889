"""HQ: requests for speakers, and what came of them."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from hustings.field.events.rights import enters_events
from hustings.field.registrations.models import SpeakerRequest
from hustings.field.registrations.speakers import actions, forms
from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Column, Day, Moment, State, Title
from hustings.foundation.lib.todos import Todo
from hustings.foundation.lib.web.frame import Pages, status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.people.persons.rights import VIEW_PEOPLE

SPEAKERS = gettext_lazy("Speaker requests")
page = Pages("speakers", "speakers:list", SPEAKERS, "openquote")


def finds_speakers(user: Any) -> bool:
    return enters_events(user) and access.may(user, VIEW_PEOPLE)


enters = access.guard(finds_speakers)
_STATES = {
    "asked": "waiting",
    "offered": "draft",
    "accepted": "published",
    "declined": "waiting",
    "closed": "cancelled",
}


def _state(row: SpeakerRequest) -> tuple[str, Any]:
    return _STATES[row.state], row.state.label


class Requests(Resource):
    """Requests of the user's territories, the newest first."""

    guard = enters
    title, icon = SPEAKERS, "openquote"
    order = ("-asked_at", "-pk")
    columns = (
        Title("event", gettext_lazy("Event"), accessor="event.title", url="speakers:request"),
        Day("when", gettext_lazy("When"), accessor="event.starts_at"),
        Column("group", gettext_lazy("Local group"), accessor="group.name"),
        Column("about", gettext_lazy("Topic")),
        Moment("asked_at", gettext_lazy("Asked on")),
        State("state", gettext_lazy("Status"), accessor=_state),
    )
    empty = gettext_lazy("No group has asked for a speaker yet.")

    def rows(self) -> QuerySet[SpeakerRequest]:
        return SpeakerRequest.objects.visible_to(self.user).select_related("event", "group")


def _seen(request: HttpRequest, pk: int) -> SpeakerRequest:
    rows = SpeakerRequest.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("event__zone", "group", "asked_by", "speaker"), pk=pk)


@enters
@require_http_methods(["GET", "HEAD", "POST"])
@once("speakers:list")
def request(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them; the form offers it to a speaker."""
    found = _seen(request, pk)
    form = forms.OfferForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.offer(request=found, speaker=form.cleaned_data["email"], user=me(request))
            messages.success(request, _("The speaker is being asked by e-mail."))
            return redirect("speakers:request", pk)
        except actions.Over:
            form.add_error(None, _("This request is answered or over."))
    is_open = not found.accepted_at and not found.closed_at
    context = {"found": found, "state": found.state.label, "form": form, "is_open": is_open}
    return page(request, "request", found.event.title, context, status_of(form))


@enters
@require_POST
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Without a speaker."""
    actions.close(request=_seen(request, pk), user=me(request))
    messages.success(request, _("Closed. The group is told by e-mail."))
    return redirect("speakers:list")


def due(user: Any) -> Iterator[Todo]:
    if finds_speakers(user) and (n := SpeakerRequest.objects.visible_to(user).to_answer().count()):
        words = ngettext("%(n)s speaker request to answer", "%(n)s speaker requests to answer", n)
        yield Todo(words % {"n": n}, reverse("speakers:list"))
