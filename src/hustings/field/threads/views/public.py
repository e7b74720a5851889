"""Conversations as members read and write them."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.field.threads import actions, circles, rooms, viewers
from hustings.field.threads.forms import MessageForm, SubscriptionForm, ThreadForm
from hustings.field.threads.models import Thread
from hustings.field.threads.viewers import Room, in_circle, in_thread
from hustings.field.threads.views.pages import page, shut, way_in
from hustings.foundation.lib.sql import keyset
from hustings.people.persons.refusals import Refused

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])
_NEWEST = ("-last_at", "-pk")


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponseBase:
    """All circles that somebody is in, each with its newest threads."""
    viewer = viewers.of(request)
    if viewer is None:
        return shut(request, None)
    found = rooms.newest(circles.of_person(viewer.person.pk))
    return viewers.renewed(request, page(request, "mine", {"viewer": viewer, "circles": found}))


@require_safe
def policy(request: HttpRequest) -> HttpResponse:
    """Rules of moderation: its matter, its people, and how to have it looked at again."""
    return page(request, "policy", {})


@_GET_POST
@in_circle(way_in)
def circle(request: HttpRequest, room: Room) -> HttpResponse:
    """The threads of one circle, a form for a new one, and which mails come."""
    form = ThreadForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = actions.open_thread(circle=room.circle, person=room.viewer.person, **form.cleaned_data)
            return redirect("threads:thread", made.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    return _circle(request, room, form, 422 if form.errors else 200)


def _circle(request: HttpRequest, room: Room, form: ThreadForm, status: int = 200) -> HttpResponse:
    rows = Thread.objects.of(room.circle.kind, room.circle.subject)
    found, more = keyset.page(rows, request.GET.get("after", ""), 20, _NEWEST)
    choice = rooms.choice(room.circle, room.viewer.person.pk, is_host=room.is_host)
    context: dict[str, Any] = {
        "room": room, "threads": found, "more": more, "form": form,
        "subscription": SubscriptionForm(initial={"how": choice.how, "at_night": choice.at_night}),
        "done": request.GET.get("done", ""),
    }  # fmt: skip
    return page(request, "circle", context, status)


@require_POST
@in_circle(shut)
def subscription(request: HttpRequest, room: Room) -> HttpResponse:
    form = SubscriptionForm(request.POST)
    if not form.is_valid():
        return _circle(request, room, ThreadForm(), 422)
    actions.subscribe(circle=room.circle, person=room.viewer.person, **form.cleaned_data)
    answer = redirect("threads:circle", room.circle.kind, room.circle.subject)
    answer["Location"] += "?done=subscription#e-mails"
    return answer


@_GET_POST
@in_thread(shut)
def thread(request: HttpRequest, room: Room, thread: Thread) -> HttpResponse:
    """One thread, the newest message last, and a form to answer."""
    form = MessageForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = actions.post(
                thread=thread, circle=room.circle, person=room.viewer.person, **form.cleaned_data
            )
            return to_message(thread, made.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    return show_thread(request, room, thread, form=form, status=422 if form.errors else 200)


def to_message(thread: Thread, pk: int) -> HttpResponse:
    answer = redirect("threads:thread", thread.pk)
    answer["Location"] += f"#m{pk}"
    return answer


def show_thread(
    request: HttpRequest, room: Room, thread: Thread, *, form: MessageForm | None = None, problem: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The thread's page; ``problem`` says why something was refused."""
    rows, earlier = rooms.messages(thread, request.GET.get("before", ""))
    context = {
        "room": room, "thread": thread, "rows": rooms.told(rows, room), "earlier": earlier,
        "form": form or MessageForm(), "problem": problem, "is_muted": rooms.is_muted(thread, room),
        "may_write": room.may_write and thread.closed_at is None, "done": _done(request.GET.get("done", "")),
    }  # fmt: skip
    return page(request, "thread", context, status)


def _done(code: str) -> str:
    return {
        "reported": _("Thank you. The moderators will look at this message."),
        "hidden": _("The message is hidden."),
        "restored": _("The message is visible again."),
        "kept": _("The reports are settled: the message stays."),
        "appealed": _("The team of your territory will review this decision."),
        "blocked": _("This member can’t write here any more."),
        "unblocked": _("This member can write here again."),
        "closed": _("The conversation is closed."),
        "reopened": _("The conversation is open again."),
        "muted": _("You’ll get no e-mails about this conversation."),
        "unmuted": _("You’ll get e-mails about this conversation again."),
    }.get(code, "")


@require_POST
@in_thread(shut)
def mute(request: HttpRequest, room: Room, thread: Thread) -> HttpResponse:
    is_muted = request.POST.get("muted") == "yes"
    actions.mute(thread=thread, person=room.viewer.person, is_muted=is_muted)
    return back(thread, "muted" if is_muted else "unmuted")


def back(thread: Thread, done: str) -> HttpResponse:
    """To the thread, with a word on what was done."""
    answer = redirect("threads:thread", thread.pk)
    answer["Location"] += f"?done={done}#done"
    return answer
