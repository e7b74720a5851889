"""HQ: questions of an event, one by one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from hustings.field.events.models import Event
from hustings.field.events.rights import enters_events
from hustings.field.registrations.models import EventQuestion
from hustings.field.registrations.questions import actions, retention
from hustings.field.registrations.questions.forms import QuestionForm
from hustings.foundation.accounts import access
from hustings.foundation.lib.web.frame import Pages, status_of

_enters = access.guard(enters_events)
_GET_POST = require_http_methods(["GET", "HEAD", "POST"])
_page = Pages("questions/hq", "events:events", pgettext_lazy("menu", "Events"), "date")


def _event(request: HttpRequest, pk: int) -> Event:
    return get_object_or_404(Event.objects.visible_to(request.user).select_related("series"), pk=pk)


def _asked(event: Event, pk: int) -> EventQuestion:
    return get_object_or_404(EventQuestion.objects.asked().filter(event=event).select_related("event"), pk=pk)


@_enters
@_GET_POST
def new(request: HttpRequest, event: int) -> HttpResponse:
    return _edit(request, EventQuestion(event=_event(request, event)))


@_enters
@_GET_POST
def question(request: HttpRequest, event: int, pk: int) -> HttpResponse:
    return _edit(request, _asked(_event(request, event), pk))


def _edit(request: HttpRequest, question: EventQuestion) -> HttpResponse:
    form = QuestionForm(request.POST or None, question=question)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save(question=form.filled, scope=form.asked_for)
            messages.success(request, _("Saved."))
        except actions.TooMany:
            messages.error(request, too_many())
        return redirect("events:event", question.event_id)
    title = str(question) if question.pk else _("New question")
    words = {"form": form, "event": question.event, "question": question, "months": retention.MONTHS}
    return _page(request, "question", title, words, status_of(form))


def too_many() -> str:
    return _("An event asks at most %(n)d questions.") % {"n": actions.MOST}


@_enters
@require_POST
def order(request: HttpRequest, event: int, pk: int) -> HttpResponse:
    """One place up or down."""
    actions.move(question=_asked(_event(request, event), pk), is_up=request.POST.get("is_up") == "yes")
    return redirect("events:event", event)


@_enters
@require_POST
def removal(request: HttpRequest, event: int, pk: int) -> HttpResponse:
    """Ask it no more: on this date, or on all that lie ahead."""
    found = _asked(_event(request, event), pk)
    scope = actions.Scope.ALL if request.POST.get("scope") == actions.Scope.ALL else actions.Scope.ONE
    actions.remove(question=found, scope=scope)
    messages.success(request, _("Removed. Answers stay readable."))
    return redirect("events:event", event)
