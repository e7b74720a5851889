"""HQ: reports of events, thanks to participants."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.images import get_image_model

from hustings.field.events.models import Event
from hustings.field.events.rights import enters_events
from hustings.field.registrations.models import Report, ReportPicture, ReportTask
from hustings.field.registrations.reports import actions, forms, reminders, thanks, words
from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me
from hustings.foundation.accounts.rights import PUBLISH_SITE
from hustings.foundation.hq import filters
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Column, Day, Number, State, Title
from hustings.foundation.lib.web.frame import Pages, status_of
from hustings.foundation.lib.web.idempotency import once

enters = access.guard(enters_events)
REPORTS = pgettext_lazy("of an event", "Reports")
page = Pages("reports", "events:events", pgettext_lazy("menu", "Events"), "date")
_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def seen(request: HttpRequest, pk: int) -> Event:
    return get_object_or_404(Event.objects.visible_to(request.user).for_lists(), pk=pk)


def _of(event: Event) -> Report | None:
    return getattr(event, "report", None)


def _state(event: Event) -> tuple[str, str]:
    report = _of(event)
    if report is None or report.filed_at is None:
        return "waiting", _("no report yet")
    return ("published", _("published")) if report.shown_at else ("draft", _("internal"))


class FilterForm(filters.FilterForm):
    """Which reports."""

    state = django_forms.ChoiceField(
        label=gettext_lazy("Status"), required=False,
        choices=[
            ("", gettext_lazy("all")), ("missing", gettext_lazy("no report yet")),
            ("to_approve", gettext_lazy("to publish")), ("filed", gettext_lazy("filed")),
        ],
    )  # fmt: skip

    def narrow(self, rows: Any, said: dict[str, Any]) -> Any:
        match said["state"]:
            case "missing":
                return rows.filter(pk__in=reminders.missing().values("pk"))
            case "to_approve":
                return rows.filter(report__in=reminders.to_approve())
            case "filed":
                return rows.exclude(report__filed_at=None)
        return rows


class Reports(Resource):
    """Events reported on, and those that the to-do counts as without a report; the last first."""

    guard = enters
    title, icon = REPORTS, "form"
    filters_class = FilterForm
    order = ("-starts_at", "-pk")
    columns = (
        Title("title", gettext_lazy("Event"), url="events:event"),
        Day("starts_at", gettext_lazy("When")),
        Column("group", gettext_lazy("Local group"), accessor="group.name"),
        Number("n_came", gettext_lazy("Came"), accessor="report.n_came"),
        Number("n_contacts", gettext_lazy("Contacts made"), accessor="report.n_contacts"),
        State("state", gettext_lazy("Status"), accessor=_state),
    )
    empty = gettext_lazy("No event is waiting for a report, and none has one yet.")

    def rows(self) -> QuerySet[Event]:
        found = Event.objects.visible_to(self.user).for_lists().select_related("report")
        is_filed = Q(report__filed_at__isnull=False)
        return found.filter(is_filed | Q(pk__in=reminders.missing().values("pk")))


@enters
@_GET_POST
@once("reports:list")
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Write it, or change it."""
    event = seen(request, pk)
    form = forms.ReportForm(request.POST or None, initial=words.first(event))
    tasks = forms.tasks(request.POST or None)
    if request.method == "POST" and form.is_valid() and tasks.is_valid():
        try:
            actions.file(event=event, values=form.cleaned_data, tasks=tasks.said, user=me(request))
            messages.success(request, _("Saved."))
            return redirect("events:event", pk)
        except actions.NotYet:
            form.add_error(None, _("The event hasn’t begun yet."))
    found = _of(event)
    context = {"event": event, "form": form, "tasks": tasks, "report": found, "pictures": forms.PictureForm()}
    title = pgettext("of an event", "Report")
    return page(request, "report", title, context, status_of(form))


@enters
@require_POST
@once("reports:list")
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    event, form = seen(request, pk), forms.PictureForm(request.POST)
    found = get_object_or_404(Report.objects.filed(), event=event)
    image = (
        get_image_model().objects.filter(pk=form.cleaned_data["picture"]).first() if form.is_valid() else None
    )
    if image is None:
        messages.error(request, _("Choose a picture."))
    elif actions.add_picture(report=found, image=image, alt=form.cleaned_data["alt"]) is None:
        messages.error(request, _("The report already has as many pictures as it may."))
    return redirect("reports:report", pk)


@enters
@require_POST
def picture_removal(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(ReportPicture.objects.select_related("report"), pk=pk)
    event = seen(request, found.report.event_id)
    actions.remove_picture(picture=found)
    return redirect("reports:report", event.pk)


@enters
@require_POST
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick it off."""
    found = get_object_or_404(ReportTask.objects.select_related("report"), pk=pk)
    event = seen(request, found.report.event_id)
    actions.finish(task=found)
    return redirect("events:event", event.pk)


@access.needs(PUBLISH_SITE)
@require_POST
def showing(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it on the event's page, or take it off."""
    event = seen(request, pk)
    if not access.everywhere(request.user, PUBLISH_SITE):
        return access.denied(request)
    found = get_object_or_404(Report.objects.filed(), event=event)
    if found.shown_at:
        actions.hide(report=found)
    else:
        actions.show(report=found)
    return redirect("events:event", pk)


@enters
@_GET_POST
@once("reports:list")
def thanking(request: HttpRequest, pk: int) -> HttpResponse:
    """Thank those who came, once."""
    event = seen(request, pk)
    form = forms.ThanksForm(request.POST or None, initial=words.thanks(event))
    if request.method == "POST" and form.is_valid():
        try:
            made = thanks.thank(event=event, user=me(request), **form.cleaned_data)
            n = made.mails.count()
            said = ngettext("%(n)s person is being thanked.", "%(n)s people are being thanked.", n)
            messages.success(request, said % {"n": n})
            return redirect("events:event", pk)
        except thanks.TooSoon:
            form.add_error(None, _("Note attendance first: no one is known to have come."))
        except thanks.SentBefore:
            form.add_error(None, _("Participants were thanked before."))
    return page(request, "thanks", _("Thank participants"), {"event": event, "form": form}, status_of(form))
