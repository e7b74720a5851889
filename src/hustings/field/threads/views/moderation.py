"""Report, hide, restore, close, block: pages of members and hosts."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.field.threads import actions
from hustings.field.threads.actions import By
from hustings.field.threads.forms import ReasonForm
from hustings.field.threads.models import LogEntry, Message, Thread
from hustings.field.threads.viewers import Room, in_thread
from hustings.field.threads.views.pages import page, shut
from hustings.field.threads.views.public import back, show_thread
from hustings.people.persons.refusals import Refused

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])
View = Callable[..., HttpResponseBase]


def _of_message(view: View) -> View:
    """Guard ``view(request, room, message)`` of whoever reads its thread; a refusal is shown there."""

    @in_thread(shut)
    @wraps(view)
    def guarded(request: HttpRequest, room: Room, thread: Thread, message: int) -> HttpResponseBase:
        rows = Message.objects.select_related("thread", "person").filter(thread=thread)
        found = get_object_or_404(rows, pk=message)
        try:
            return view(request, room, found)
        except Refused as refused:
            return show_thread(request, room, thread, problem=str(refused), status=409)

    return guarded


def _host(room: Room) -> By:
    """The host who acts; 404 for everyone else."""
    if not room.is_host:
        raise Http404
    return By(room.viewer.person)


@_GET_POST
@_of_message
def report(request: HttpRequest, room: Room, message: Message) -> HttpResponse:
    """Ask for a look at a message, with the reason."""
    if not message.is_shown:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.report(message=message, person=room.viewer.person, **form.cleaned_data)
        return back(message.thread, "reported")
    return _reason(request, "report", room, message, form)


@_GET_POST
@_of_message
def hiding(request: HttpRequest, room: Room, message: Message) -> HttpResponse:
    """Hide a message, with the reason that its writer is told."""
    by = _host(room)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.hide(message=message, by=by, **form.cleaned_data)
        return back(message.thread, "hidden")
    return _reason(request, "hiding", room, message, form)


def _reason(request: HttpRequest, name: str, room: Room, message: Message, form: ReasonForm) -> HttpResponse:
    words: dict[str, Any] = {"room": room, "message": message, "thread": message.thread, "form": form}
    return page(request, name, words, 422 if form.errors else 200)


@require_POST
@_of_message
def restoring(request: HttpRequest, room: Room, message: Message) -> HttpResponse:
    actions.restore(message=message, by=_host(room))
    return back(message.thread, "restored")


@require_POST
@_of_message
def review(request: HttpRequest, room: Room, message: Message) -> HttpResponse:
    """Settle reports of a message that stays."""
    actions.keep(message=message, by=_host(room))
    return back(message.thread, "kept")


@require_POST
@_of_message
def appeal(request: HttpRequest, room: Room, message: Message) -> HttpResponse:
    actions.appeal(message=message, person=room.viewer.person)
    return back(message.thread, "appealed")


@require_POST
@_of_message
def block(request: HttpRequest, room: Room, message: Message) -> HttpResponse:
    """Keep the writer of a message from writing here, or let them again."""
    by = _host(room)
    if request.POST.get("blocked") == "no":
        actions.unblock(message=message, circle=room.circle, by=by)
        return back(message.thread, "unblocked")
    actions.block(message=message, circle=room.circle, by=by)
    return back(message.thread, "blocked")


@require_POST
@in_thread(shut)
def closing(request: HttpRequest, room: Room, thread: Thread) -> HttpResponse:
    by = _host(room)
    if request.POST.get("closed") == "no":
        actions.reopen(thread=thread, by=by)
        return back(thread, "reopened")
    actions.close(thread=thread, by=by)
    return back(thread, "closed")


@require_safe
@in_thread(shut)
def log(request: HttpRequest, room: Room, thread: Thread) -> HttpResponse:
    """Deeds of moderators in this thread, for hosts."""
    _host(room)
    rows = LogEntry.objects.filter(thread=thread).select_related("person", "user", "whom")[:200]
    return page(request, "log", {"room": room, "thread": thread, "rows": rows})
