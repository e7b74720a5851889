"""Hosts, on the site: who came, the report with photographs, thanks. Only with their own page open."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hustings.field.events.models import Event
from hustings.field.groups.hosting import leads
from hustings.field.groups.models import LocalGroup, Membership
from hustings.field.registrations.attendance import co_host_names, door_counts, rolls
from hustings.field.registrations.models import Report, Seat, Thanks
from hustings.field.registrations.reports import actions, coming, forms, hq_part, thanks, words
from hustings.foundation.lib.fields import uploaded_pictures
from hustings.foundation.lib.web import query_params
from hustings.foundation.lib.web.frame import status_of

MOST = 1_000
_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def _held(group: LocalGroup, event: int) -> Event:
    """An event that the group leads or co-hosts, and that has begun."""
    rows = Event.objects.of_group(group).filter(starts_at__lte=timezone.now(), cancelled_at=None)
    return get_object_or_404(rows.for_lists(), pk=event)


def _shown(request: HttpRequest, name: str, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, f"reports/hosts/{name}.html", context, status=status)


@leads
@_GET_POST
def report(request: HttpRequest, group: LocalGroup, membership: Membership, event: int) -> HttpResponse:
    """The report of one event, with its pictures and tasks."""
    found = _held(group, event)
    form = forms.ReportForm(request.POST or None, initial=words.first(found))
    tasks = forms.tasks(request.POST or None)
    if request.method == "POST" and form.is_valid() and tasks.is_valid():
        actions.file(event=found, values=form.cleaned_data, tasks=tasks.said, by=membership.person)
        return redirect(f"{reverse('host_reports:report', args=[group.pk, event])}?done=saved#done")
    return _report(request, group, found, form, tasks, forms.UploadForm())


def _report(
    request: HttpRequest, group: LocalGroup, event: Event, form: Any, tasks: Any, upload: Any
) -> HttpResponse:
    said = thanks.said(event)
    status = max(status_of(form), status_of(upload))
    return _shown(
        request, "report", status, group=group, event=event, form=form, tasks=tasks, upload=upload,
        done=request.GET.get("done", ""),
        report=hq_part.report_of(event), roll=rolls.last(event), said=said, chart=hq_part.chart(said),
        thanks=Thanks.objects.filter(event=event).first(), least=thanks.LEAST,
        checked_in=door_counts.checked_in(event),
        n_seats=Seat.objects.seated().filter(shift__event=event).count(),
    )  # fmt: skip


@leads
@require_POST
def picture(request: HttpRequest, group: LocalGroup, membership: Membership, event: int) -> HttpResponse:
    """A photograph, read and written anew before it is kept."""
    found = _held(group, event)
    filed = get_object_or_404(Report.objects.filed(), event=found)
    form = forms.UploadForm(request.POST, request.FILES)
    if form.is_valid() and filed.pictures.count() < actions.MOST_PICTURES:
        image = uploaded_pictures.keep(form.cleaned_data["picture"], found.title)
        actions.add_picture(report=filed, image=image, alt=form.cleaned_data["alt"])
        actions.hide(report=filed)
        return redirect("host_reports:report", group.pk, event)
    if form.is_valid():
        form.add_error("picture", _("The report already has as many pictures as it may."))
    first = forms.ReportForm(initial=words.first(found))
    return _report(request, group, found, first, forms.tasks(), form)


@leads
@_GET_POST
def roll(request: HttpRequest, group: LocalGroup, membership: Membership, event: int) -> HttpResponse:
    """All came but those who are ticked; undone by the second button."""
    found = _held(group, event)
    last, moment = rolls.last(found), co_host_names.since(found, group)
    if request.method == "POST":
        if "undo" in request.POST:
            if last:
                rolls.undo(roll=last)
        else:
            absent = query_params.keys(request.POST.getlist("absent")[:MOST])
            rolls.call(event=found, absent=absent, by=membership.person, since=moment)
        return redirect("host_reports:roll", group.pk, event)
    seats = Seat.objects.seated().filter(shift__event=found).select_related("person", "registration", "shift")
    ordered = co_host_names.shown(seats, moment).order_by("registration__given_name", "pk")[:MOST]
    rows = [(seat, coming.called(seat.registration)) for seat in ordered]
    n_hidden = co_host_names.n_hidden(seats, moment)
    return _shown(request, "roll", group=group, event=found, rows=rows, last=last, n_hidden=n_hidden)


@leads
@_GET_POST
def thanking(request: HttpRequest, group: LocalGroup, membership: Membership, event: int) -> HttpResponse:
    """Thank those who came, once."""
    found = _held(group, event)
    form = forms.ThanksForm(request.POST or None, initial=words.thanks(found))
    if request.method == "POST" and form.is_valid():
        try:
            thanks.thank(event=found, by=membership.person, **form.cleaned_data)
            return redirect("host_reports:report", group.pk, event)
        except thanks.TooSoon:
            form.add_error(None, _("Note attendance first: no one is known to have come."))
        except thanks.SentBefore:
            form.add_error(None, _("Participants were thanked before."))
    return _shown(request, "thanks", status_of(form), group=group, event=found, form=form)
