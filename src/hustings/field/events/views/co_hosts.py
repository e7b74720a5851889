"""Groups that hold an event together: set in HQ; asked, answered and left by hosts on the site."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from hustings.field.events import actions, forms
from hustings.field.events.models import CoHosting, Event
from hustings.field.events.views.events import enters, seen
from hustings.field.groups.hosting import leads
from hustings.field.groups.models import LocalGroup, Membership
from hustings.foundation.accounts.access import me
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.lib.web import query_params

MOST = 20  # groups found by a name
_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@enters
@require_POST
def setting(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a second group, without asking it."""
    event = seen(request, pk)
    form = forms.CoHostForm(request.POST, user=request.user, event=event)
    if form.is_valid():
        try:
            actions.ask_group(event=event, group=form.cleaned_data["group"], user=me(request))
            messages.success(request, _("Saved."))
        except actions.NotCoHosted as refused:
            messages.error(request, str(refused))
    else:
        messages.error(request, str(form.errors["group"][0]))
    return redirect("events:event", pk)


@enters
@require_POST
def removal(request: HttpRequest, pk: int, one: int) -> HttpResponse:
    """Take a group off the event, whether it is asked or co-hosts."""
    event = seen(request, pk)
    actions.end_co_hosting(one=get_object_or_404(event.co_hostings.filter(ended_at=None), pk=one))
    messages.success(request, _("Saved."))
    return redirect("events:event", pk)


@leads
@_GET_POST
def co_hosts(request: HttpRequest, group: LocalGroup, membership: Membership, one: int) -> HttpResponse:
    """Find another group by its name and ask it; those who are asked, and those who co-host."""
    event = get_object_or_404(_led(group), pk=one)
    problem, status = "", 200
    if request.method == "POST":
        key = query_params.key(request.POST.get("group", "")) or 0
        other = get_object_or_404(LocalGroup.objects.shown(), pk=key)
        try:
            actions.ask_group(event=event, group=other)
            return redirect("agenda:co_hosts", group.pk, one)
        except actions.NotCoHosted as refused:
            problem, status = str(refused), 422
    q = request.GET.get("q", "")[:100].replace("\0", "").strip()
    rows = event.co_hostings.filter(ended_at=None).select_related("group")
    words = {"group": group, "event": event, "q": q, "rows": rows, "problem": problem}
    return render(request, "events/hosts/co_hosts.html", words | {"found": _found(q, event)}, status=status)


def _led(group: LocalGroup) -> Any:
    return Event.objects.filter(group=group, cancelled_at=None).upcoming().for_lists()


def _found(q: str, event: Event) -> list[LocalGroup]:
    """Groups on the site with all these words in their name."""
    if not fold(q):
        return []
    rows = LocalGroup.objects.shown().exclude(pk=event.group_id or 0)
    rows = rows.exclude(pk__in=event.co_hostings.filter(ended_at=None).values("group"))
    for word in fold(q).split()[:8]:
        rows = rows.filter(name_key__contains=word)
    return list(rows.select_related("zone").order_by("name_key", "pk")[:MOST])


@leads
@require_POST
def ending(request: HttpRequest, group: LocalGroup, membership: Membership, one: int) -> HttpResponse:
    """End it: by the group that leads the event, or by the one that leaves."""
    rows = CoHosting.objects.filter(ended_at=None).select_related("event")
    found = get_object_or_404(rows, pk=one)
    if group.pk not in (found.group_id, found.event.group_id):
        raise Http404
    actions.end_co_hosting(one=found, by=group)
    if group.pk == found.event.group_id and not found.event.is_over:
        return redirect("agenda:co_hosts", group.pk, found.event_id)
    return _back(group)


@leads
@require_POST
def reply(request: HttpRequest, group: LocalGroup, membership: Membership, one: int) -> HttpResponse:
    """Answer on the hosts' page."""
    found = get_object_or_404(CoHosting.objects.select_related("event", "group"), pk=one, group=group)
    try:
        actions.answer_as_co_host(one=found, is_yes=request.POST.get("answer") == "yes")
    except actions.NotCoHosted as refused:
        return render(
            request, "events/hosts/request.html", {"one": found, "problem": str(refused)}, status=409
        )
    return _back(group)


@never_cache
@csrf_exempt  # the token lets a leader who has the mail answer, and shows nobody's data
@_GET_POST
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Answer from the mail: a page with two buttons."""
    found = _of_token(token)
    if found is None:
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            actions.answer_as_co_host(one=found, is_yes=request.POST.get("answer") == "yes")
            return redirect("agenda:co_host_answer", token)
        except actions.NotCoHosted as refused:
            problem = str(refused)
    words = {"one": found, "problem": problem, "token": token}
    return render(request, "events/hosts/request.html", words, status=409 if problem else 200)


def _of_token(token: str) -> CoHosting | None:
    """The request that it is about, as long as whoever got the mail leads the group."""
    try:
        one, leader = (int(part) for part in CoHosting.signer().unsign(token).split("."))
    except (signing.BadSignature, ValueError):
        return None
    leaders = Membership.objects.leaders().filter(pk=leader).values("group")
    rows = CoHosting.objects.filter(pk=one, group__in=leaders)
    return rows.select_related("event__group", "event__zone", "group").first()


def _back(group: LocalGroup) -> HttpResponse:
    return redirect(f"{reverse('hosting:host', args=[group.pk])}#events")
