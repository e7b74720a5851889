"""Events of a group, by its hosts, on the public site."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from hustings.field.events import actions, forms, silence
from hustings.field.events.models import CoHosting, Event, EventChange, hosting_groups, with_co_hosts
from hustings.field.events.views import shifts as shift_views
from hustings.field.events.views.events import save
from hustings.field.groups.hooks import Part
from hustings.field.groups.hosting import leads
from hustings.field.groups.models import LocalGroup, Membership
from hustings.foundation.lib.web import query_params
from hustings.foundation.lib.web.frame import status_of

MOST = 30  # events on the hosts' page
OLD = 12  # past ones to copy
_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def part(request: HttpRequest, group: LocalGroup, membership: Membership) -> Part:
    """The group's events ahead, on its hosts' page, and old ones to copy."""
    rows = Event.objects.filter(group=group).for_lists()
    shared = {one.event_id: one for one in CoHosting.objects.live().filter(group=group)}
    ahead = with_co_hosts(Event.objects.of_group(group).for_lists().upcoming().next_of_series())[:MOST]
    asked = CoHosting.objects.open().filter(group=group).select_related("event__group", "event__zone")
    context = {
        "group": group, "old": list(rows.past().filter(cancelled_at=None)[:OLD]),
        "events": [(event, shared.get(event.pk), _others_of(event, group)) for event in ahead],
        "requests": _next_of_series(asked.order_by("event__starts_at", "pk")),
    }  # fmt: skip
    return Part("events/hosts/events.html", context, order=20)


def _others_of(event: Event, group: LocalGroup) -> str:
    """Names of the other groups that hold it."""
    return ", ".join(one.name for one in hosting_groups(event) if one.pk != group.pk)


def _next_of_series(rows: Any) -> list[CoHosting]:
    """One a series: whoever answers does so for the dates that follow."""
    found: dict[Any, CoHosting] = {}
    for one in rows:
        found.setdefault(one.event.series_id or -one.pk, one)
    return list(found.values())


@leads
@_GET_POST
def propose(request: HttpRequest, group: LocalGroup, membership: Membership) -> HttpResponse:
    """Enter an event, or a copy of one; published at once where the group is trusted, else once approved."""
    key = query_params.key(request.GET.get("like", ""))
    like = get_object_or_404(Event.objects.filter(group=group), pk=key) if key else None
    form = forms.ProposalForm(request.POST or None, group=group, like=like)
    if request.method == "POST" and _may_be(group, form):
        capacity = form.cleaned_data.get("capacity")
        made = actions.propose(group=group, values=form.values, capacity=capacity, like=like)
        return _to(group, made.pk, "published" if made.shown_at else "sent")
    return _shown(request, "event", status_of(form), group=group, form=form, like=like)


@leads
@_GET_POST
def edit(request: HttpRequest, group: LocalGroup, membership: Membership, one: int) -> HttpResponse:
    """Change one; what was approved stays published until the organiser accepts the change."""
    event = get_object_or_404(_own(group), pk=one, cancelled_at=None)
    form = _form(group, event, request.POST or None)
    if request.method == "POST" and _may_be(group, form) and save(event, form, actions.change_by_hosts):
        waits = EventChange.objects.open().filter(event=event).exists()
        return _to(group, one, "sent" if waits else "saved")
    return _event(request, group, event, form)


@leads
@require_POST
def withdraw(request: HttpRequest, group: LocalGroup, membership: Membership, one: int) -> HttpResponse:
    """Ask no more for the change that waits."""
    actions.withdraw(event=get_object_or_404(_own(group), pk=one))
    return _to(group, one, "withdrawn")


@leads
@_GET_POST
def shifts(request: HttpRequest, group: LocalGroup, membership: Membership, one: int) -> HttpResponse:
    """Parts of an event with their own seats and skills."""
    event = get_object_or_404(_own(group), pk=one, cancelled_at=None)
    found, is_sent = shift_views.typed(request, event, only_seats=not event.may_be_changed_by_hosts)
    refusal = ""
    if is_sent and found.is_valid():
        try:
            shift_views.save(request, event, found)
            return _to(group, one, "saved")
        except actions.SeatsTaken as taken:
            refusal = str(taken)
    status = 422 if is_sent else 200
    return _shown(request, "shifts", status, group=group, event=event, forms=found, refusal=refusal)


@leads
@_GET_POST
def repeat(request: HttpRequest, group: LocalGroup, membership: Membership, one: int) -> HttpResponse:
    """Make an event the first date of a series."""
    event = get_object_or_404(_own(group), pk=one, cancelled_at=None)
    if event.series_id or not event.may_be_changed_by_hosts:
        return _to(group, one, "repeated" if event.series_id else "")
    form = forms.HostRepeatForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.repeat(event=event, rule=said["rule"], until=said["until"], count=said["count"], user=None)
        return _to(group, one, "saved")
    return _shown(request, "repeat", status_of(form), group=group, event=event, form=form)


@leads
@require_POST
def cancel(request: HttpRequest, group: LocalGroup, membership: Membership, one: int) -> HttpResponse:
    """Cancel an event of the group, or dates of a series; the team can reinstate it."""
    event = get_object_or_404(_own(group), pk=one)
    form = forms.CancellingForm(request.POST, is_repeated=bool(event.series_id))
    if not form.is_valid():
        return _event(request, group, event, _form(group, event), form, 422)
    scope = form.cleaned_data.get("scope", actions.Scope.ONE)
    actions.cancel_series(event=event, reasons=form.said("reason"), scope=scope)
    return _back(group)


def _to(group: LocalGroup, one: int, done: str) -> HttpResponse:
    """Back to the event, which says what was done."""
    said = f"?done={done}#done" if done else ""
    return redirect(f"{reverse('agenda:host_edit', args=[group.pk, one])}{said}")


def _own(group: LocalGroup) -> Any:
    return Event.objects.filter(group=group, is_proposed=True).upcoming().for_lists().defer(None)


def _form(group: LocalGroup, event: Event, data: Any = None) -> forms.ProposalForm:
    """The event as it is, or as the change that waits would have it."""
    change = EventChange.objects.open().filter(event=event).select_related("event").first()
    planned = change.planned if change else event
    first = {"scope": change.scope} if change else {}
    return forms.ProposalForm(data, group=group, event=planned, first=first)


def _event(
    request: HttpRequest, group: LocalGroup, event: Event, form: Any, cancelling: Any = None, status: int = 0
) -> HttpResponse:
    """The form of one event, with what else may be done with it."""
    cancelling = cancelling or forms.CancellingForm(is_repeated=bool(event.series_id))
    return _shown(
        request, "event", status or status_of(form), group=group, event=event, form=form,
        cancelling=cancelling, change=event.changes.first(), done=request.GET.get("done", ""),
        shifts=list(event.shifts.prefetch_related("skills")),
    )  # fmt: skip


def _shown(request: HttpRequest, name: str, status: int = 200, **words: Any) -> HttpResponse:
    return render(request, f"events/hosts/{name}.html", words, status=status)


def _may_be(group: LocalGroup, form: forms.ProposalForm) -> bool:
    """Whether what was typed may take place: the team is warned of silence, hosts are refused."""
    if not form.is_valid():
        return False
    planned = Event(zone=group.zone, **form.values)
    planned.fit()
    for one in (planned, *_others(form, planned)):
        if kept := silence.of(one):
            form.add_error("starts_at", kept.words)
            break
    return form.is_valid()


def _others(form: forms.ProposalForm, planned: Event) -> Iterator[Event]:
    """The other dates of its series that the change is for, as they would be."""
    event, scope = form.event, form.cleaned_data.get("scope", actions.Scope.ONE)
    if event is None or scope == actions.Scope.ONE:
        return
    rows = Event.objects.filter(series=event.series_id, cancelled_at=None).exclude(pk=event.pk).upcoming()
    if scope == actions.Scope.FOLLOWING:
        rows = rows.filter(recurrence_id__gt=event.recurrence_id)
    for at in rows.values_list("starts_at", flat=True):
        yield planned.copy_at(at + (planned.starts_at - event.starts_at))


def _back(group: LocalGroup) -> HttpResponse:
    return redirect(f"{reverse('hosting:host', args=[group.pk])}#events")
