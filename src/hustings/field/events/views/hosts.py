"""Events of a group, by its hosts, on the public site."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from hustings.field.events import actions, forms, silence
from hustings.field.events.models import Event
from hustings.field.groups.hooks import Part
from hustings.field.groups.hosting import leads
from hustings.field.groups.models import LocalGroup, Membership

MOST = 30  # events on the hosts' page


def part(request: HttpRequest, group: LocalGroup, membership: Membership) -> Part:
    """The group's events ahead, on its hosts' page."""
    rows = Event.objects.filter(group=group).upcoming().next_of_series().for_lists()[:MOST]
    return Part("events/hosts/events.html", {"group": group, "events": list(rows)}, order=20)


@leads
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, group: LocalGroup, membership: Membership) -> HttpResponse:
    """Enter an event; it is published at once where the group is trusted, else once it is approved."""
    form = forms.ProposalForm(request.POST or None, group=group)
    if request.method == "POST" and _may_be(group, form):
        actions.propose(group=group, values=form.values, capacity=form.cleaned_data["capacity"])
        return _back(group)
    return _form(request, group, form)


@leads
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, group: LocalGroup, membership: Membership, one: int) -> HttpResponse:
    """Change one: as long as it waits, or where the group is trusted."""
    event = get_object_or_404(_own(group), pk=one)
    if not event.may_be_changed_by_hosts:
        return _back(group)
    form = forms.ProposalForm(request.POST or None, group=group, event=event)
    if request.method == "POST" and _may_be(group, form) and _changed(event, form):
        return _back(group)
    return _form(request, group, form, event)


@transaction.atomic
def _changed(event: Event, form: forms.ProposalForm) -> bool:
    try:
        if event.shifts.count() == 1:
            actions.set_capacity(event=event, capacity=form.cleaned_data["capacity"])
    except actions.SeatsTaken as taken:
        form.add_error("capacity", str(taken))
        return False
    actions.change(event=event, values=form.values)
    return True


@leads
@require_POST
def cancel(request: HttpRequest, group: LocalGroup, membership: Membership, one: int) -> HttpResponse:
    """Cancel an event of the group; the team can reinstate it."""
    event = get_object_or_404(_own(group), pk=one)
    form = forms.CancellingForm(request.POST)
    if form.is_valid():
        actions.cancel(event=event, reasons=form.said("reason"))
    return _back(group)


def _own(group: LocalGroup) -> Any:
    return Event.objects.filter(group=group, is_proposed=True).upcoming().select_related("group", "zone")


def _form(
    request: HttpRequest, group: LocalGroup, form: forms.ProposalForm, event: Event | None = None
) -> HttpResponse:
    words = {"group": group, "form": form, "event": event}
    return render(request, "events/hosts/event.html", words, status=422 if form.errors else 200)


def _may_be(group: LocalGroup, form: forms.ProposalForm) -> bool:
    """Whether what was typed may take place: the team is warned of silence, hosts are refused."""
    if not form.is_valid():
        return False
    planned = Event(zone=group.zone, **form.values)
    planned.fit()
    if kept := silence.of(planned):
        form.add_error("starts_at", kept.words)
    return form.is_valid()


def _back(group: LocalGroup) -> HttpResponse:
    return redirect(f"{reverse('hosting:host', args=[group.pk])}#events")
