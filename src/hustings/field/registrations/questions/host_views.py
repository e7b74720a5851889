"""Hosts, on the site: questions of an event that they may change. Only with their own page open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.field.events.models import Event
from hustings.field.groups.hosting import leads
from hustings.field.groups.models import LocalGroup, Membership
from hustings.field.registrations.models import EventQuestion
from hustings.field.registrations.questions import actions, answers, retention, views
from hustings.field.registrations.questions.forms import QuestionForm
from hustings.foundation.lib.web.frame import status_of

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def _event(group: LocalGroup, event: int) -> Event:
    """An event of the group that isn't over."""
    rows = Event.objects.filter(group=group, cancelled_at=None).upcoming().for_lists()
    return get_object_or_404(rows.select_related("group"), pk=event)


def _changeable(group: LocalGroup, event: int) -> Event:
    found = _event(group, event)
    return found if found.may_be_changed_by_hosts else get_object_or_404(Event.objects.none())


def _asked(event: Event, pk: int) -> EventQuestion:
    return get_object_or_404(EventQuestion.objects.asked().filter(event=event).select_related("event"), pk=pk)


@leads
@require_safe
def listed(request: HttpRequest, group: LocalGroup, membership: Membership, event: int) -> HttpResponse:
    """Questions of an event, and how many gave which answer."""
    found = _event(group, event)
    words = {
        "group": group, "event": found, "counts": answers.counts(found), "most": actions.MOST,
        "done": request.GET.get("done", ""),
    }  # fmt: skip
    return render(request, "questions/hosts/list.html", words)


@leads
@_GET_POST
def new(request: HttpRequest, group: LocalGroup, membership: Membership, event: int) -> HttpResponse:
    return _edit(request, group, EventQuestion(event=_changeable(group, event)))


@leads
@_GET_POST
def question(
    request: HttpRequest, group: LocalGroup, membership: Membership, event: int, one: int
) -> HttpResponse:
    return _edit(request, group, _asked(_changeable(group, event), one))


def _edit(request: HttpRequest, group: LocalGroup, question: EventQuestion) -> HttpResponse:
    form = QuestionForm(request.POST or None, question=question)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save(question=form.filled, scope=form.asked_for)
            return _saved(group, question.event_id)
        except actions.TooMany:
            form.add_error(None, views.too_many())
    words = {
        "group": group, "event": question.event, "form": form, "question": question,
        "months": retention.MONTHS,
    }  # fmt: skip
    return render(request, "questions/hosts/question.html", words, status=status_of(form))


@leads
@require_POST
def removal(
    request: HttpRequest, group: LocalGroup, membership: Membership, event: int, one: int
) -> HttpResponse:
    """Ask it no more on this date."""
    actions.remove(question=_asked(_changeable(group, event), one))
    return _saved(group, event)


def _saved(group: LocalGroup, event: int) -> HttpResponse:
    return redirect(f"{reverse('host_questions:list', args=[group.pk, event])}?done=saved#done")
