"""Webhooks in HQ: a list, and of each what it was told lately."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.foundation.hq.resources import Deed, Resource
from hustings.foundation.hq.tables import Code, Column, Moment, Number, State, Title
from hustings.foundation.lib.web.frame import frame, status_of
from hustings.foundation.webhooks import actions
from hustings.foundation.webhooks.events import events, may_see_people
from hustings.foundation.webhooks.forms import EndpointForm
from hustings.foundation.webhooks.models import Delivery, Endpoint


def _found(pk: int) -> Endpoint:
    return get_object_or_404(Endpoint.objects.kept().select_related("user"), pk=pk)


class Endpoints(Resource):
    """All that there are."""

    guard = needs(CHANGE_SETTINGS)
    title, icon = gettext_lazy("Webhooks"), "link-external"
    intro = gettext_lazy("Notify another tool as soon as something happens here.")
    order = ("name", "pk")
    columns = (
        Title("name", gettext_lazy("Name"), url="webhooks:endpoint"),
        Column("host", gettext_lazy("Sent to")),
        Number("events", gettext_lazy("Events"), accessor=lambda row: len(row.events)),
        State("state", gettext_lazy("State")),
    )
    form_class = EndpointForm
    form_title, form_submit = gettext_lazy("Add a webhook"), gettext_lazy("Add")
    refusals = {actions.TooMany: None}
    empty = gettext_lazy("No webhook yet.")

    def rows(self) -> QuerySet[Endpoint]:
        return Endpoint.objects.kept()

    def form_words(self) -> dict[str, Any]:
        return {"user": self.user}

    def add(self, said: dict[str, Any]) -> HttpResponse:
        return _shown(self.request, *actions.save(values=said, user=self.user))


def _words(row: Delivery) -> object:
    event = events.find(row.event)
    return event.words if event else row.event


class Deliveries(Resource):
    """One webhook, and its last deliveries."""

    guard = needs(CHANGE_SETTINGS)
    icon = "link-external"
    trail = (("webhooks:endpoints", gettext_lazy("Webhooks")),)
    caption = gettext_lazy("Last deliveries")
    columns = (
        Column("event", gettext_lazy("Event"), accessor=_words, under="event"),
        Moment("told_at", gettext_lazy("When")),
        State("state", gettext_lazy("State")),
        Column("answer", gettext_lazy("Answer")),
        Number("n_tries", gettext_lazy("Attempts")),
        Code("webhook_id", gettext_lazy("ID")),
    )
    deeds = (Deed("resending", gettext_lazy("Send again")),)
    empty = gettext_lazy("Nothing was sent yet.")
    template_name = "webhooks/endpoint.html"

    @cached_property
    def endpoint(self) -> Endpoint:
        return _found(self.kwargs["pk"])

    @property
    def title(self) -> str:
        return self.endpoint.name

    def rows(self) -> QuerySet[Delivery]:
        return Delivery.objects.filter(endpoint=self.endpoint)

    def about(self) -> dict[str, Any]:
        found = self.endpoint
        wanted = [each for name in found.events if (each := events.find(name))]
        is_mute = found.with_people and not may_see_people(found.user)
        return {"endpoint": found, "events": wanted, "is_mute": is_mute}

    def do(self, deed: str, keys: list[int]) -> str:
        n = actions.send_again(endpoint=self.endpoint, deliveries=keys)
        return ngettext("%(n)s is being sent again.", "%(n)s are being sent again.", n) % {"n": n}


@needs(CHANGE_SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(pk)
    form = EndpointForm(request.POST or None, instance=found, user=request.user)
    if request.method == "POST" and form.is_valid():
        actions.save(endpoint=_found(pk), values=form.cleaned_data, user=me(request))
        messages.success(request, _("Saved."))
        return redirect("webhooks:endpoint", pk)
    name = _found(pk).name
    context = frame(name, *_trail(pk, name), icon="link-external") | {"form": form}
    return render(request, "webhooks/settings.html", context, status=status_of(form))


@needs(CHANGE_SETTINGS)
@require_POST
def test(request: HttpRequest, pk: int) -> HttpResponse:
    actions.test(endpoint=_found(pk))
    messages.success(request, _("Test sent. Reload this page in a moment to see the answer."))
    return redirect("webhooks:endpoint", pk)


@needs(CHANGE_SETTINGS)
@require_POST
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Pause it, or go on where it is paused."""
    found = _found(pk)
    if "resume" in request.POST:
        actions.resume(endpoint=found, user=me(request))
    else:
        actions.pause(endpoint=found, user=me(request))
    return redirect("webhooks:endpoint", pk)


@needs(CHANGE_SETTINGS)
@require_POST
def secret(request: HttpRequest, pk: int) -> HttpResponse:
    fresh = actions.renew_secret(endpoint=_found(pk), user=me(request))
    return _shown(request, _found(pk), fresh)


@needs(CHANGE_SETTINGS)
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    actions.remove(endpoint=_found(pk), user=me(request))
    messages.success(request, _("The webhook was deleted."))
    return redirect("webhooks:endpoints")


def _trail(pk: int, name: str) -> list[tuple[str, str]]:
    return [(reverse("webhooks:endpoints"), _("Webhooks")), (reverse("webhooks:endpoint", args=[pk]), name)]


def _shown(request: HttpRequest, endpoint: Endpoint, secret: str) -> HttpResponse:
    """The secret, which no page shows again and no browser keeps."""
    context = frame(_("Signing secret"), *_trail(endpoint.pk, endpoint.name), icon="key")
    about = {"endpoint": endpoint, "secret": secret}
    answer = render(request, "webhooks/secret.html", context | about)
    answer["Cache-Control"] = "no-store"
    return answer
