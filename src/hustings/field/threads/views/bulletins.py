"""Messages to all members, as their hosts write them."""

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from hustings.field.threads import actions, bulletin_reach
from hustings.field.threads.forms import BulletinForm
from hustings.field.threads.models import Bulletin
from hustings.field.threads.viewers import Room, View, in_circle
from hustings.field.threads.views.pages import page, shut
from hustings.foundation.campaigns import mails
from hustings.people.persons.refusals import Refused


def _hosts(view: View) -> View:
    """Guard a view of hosts with their own page open; nobody else learns of it."""

    @in_circle(shut)
    @wraps(view)
    def guarded(request: HttpRequest, room: Room, *args: Any, **more: Any) -> HttpResponseBase:
        if not room.is_host or room.circle.segment is None:
            raise Http404
        return view(request, room, *args, **more)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@_hosts
def bulletins(request: HttpRequest, room: Room) -> HttpResponse:
    """Messages sent to members, with their figures, and a form for the next one."""
    form = BulletinForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.write_bulletin(circle=room.circle, person=room.viewer.person, **form.cleaned_data)
            return redirect(request.path)
        except Refused as refused:
            form.add_error(None, str(refused))
    found = Bulletin.objects.filter(kind=room.circle.kind, subject=room.circle.subject)
    rows = [
        (each, bulletin_reach.outcome(each.mailing) if each.mailing else None)
        for each in found.select_related("mailing")[:20]
    ]
    context = {"room": room, "form": form, "rows": rows, "reach": bulletin_reach.of(room.circle)}
    context["own_page"] = mails.link("own_page:me")
    return page(request, "bulletins", context, 422 if form.errors else 200)


@require_POST
@_hosts
def withdrawal(request: HttpRequest, room: Room, pk: int) -> HttpResponse:
    found = Bulletin.objects.filter(kind=room.circle.kind, subject=room.circle.subject)
    actions.withdraw_bulletin(bulletin=get_object_or_404(found, pk=pk), person=room.viewer.person)
    return redirect("threads:bulletins", room.circle.kind, room.circle.subject)
