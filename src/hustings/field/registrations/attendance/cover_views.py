"""Replacements: asked for in HQ, answered by one click from a mail."""

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from hustings.field.events.models import Shift
from hustings.field.registrations.attendance import cover, forms
from hustings.field.registrations.attendance.views import enters, page, seen
from hustings.field.registrations.models import CoverAsk, CoverRequest
from hustings.foundation.accounts.access import me
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once


@enters
@require_http_methods(["GET", "HEAD", "POST"])
@once("events:events")
def search(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for people; before that, how many there are to ask."""
    event = seen(request, pk)
    form = forms.CoverForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid():
        try:
            made = cover.begin(user=me(request), **form.cleaned_data)
            n = made.asks.count()
            words = ngettext("%(n)s person is being asked.", "%(n)s people are being asked.", n)
            messages.success(request, words % {"n": n})
            return redirect("attendance:cover", pk)
        except cover.UnderWay:
            form.add_error("shift", _("People are already being asked for this shift."))
        except cover.Closed:
            form.add_error(
                "shift", _("Registration for this shift is closed, or it starts within two hours.")
            )
    shifts = list(event.shifts.all())
    fitting = [(shift, len(cover.candidates(shift, request.user))) for shift in shifts]
    rows = CoverRequest.objects.filter(shift__event=event).select_related("shift__event")[:20]
    asked = [
        (row, row.asks.count(), row.asks.all().coming().count(), row.asks.exclude(declined_at=None).count())
        for row in rows
    ]  # fmt: skip
    context = {"event": event, "form": form, "fitting": fitting, "most": cover.MOST, "asked": asked}
    return page(request, "cover", _("Find replacements"), context, status_of(form))


@enters
@require_POST
def ending(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(CoverRequest.objects.select_related("shift"), pk=pk)
    event = seen(request, found.shift.event_id)
    cover.close(found)
    messages.success(request, _("No one else will be asked."))
    return redirect("attendance:cover", event.pk)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Page behind the link of the mail: two buttons. It says nobody's name: mails are handed on."""
    try:
        pk = int(CoverAsk.signer.unsign(token))
        ask = CoverAsk.objects.select_related("request").get(pk=pk)
    except (signing.BadSignature, ValueError, CoverAsk.DoesNotExist):
        return render(request, "attendance/link_unknown.html", status=404)
    if request.method == "POST":
        if "no" in request.POST:
            cover.decline(ask)
            return redirect("attendance_answers:cover", token)
        try:
            cover.accept(ask)
        except cover.Covered:
            return _shown(request, ask, is_covered=True, status=410)
        return redirect("attendance_answers:cover", token)
    is_covered = not ask.accepted_at and (ask.request.closed_at or cover.missing(ask.request) <= 0)
    return _shown(request, ask, is_covered=bool(is_covered))


def _shown(request: HttpRequest, ask: CoverAsk, *, is_covered: bool, status: int = 200) -> HttpResponse:
    shift = Shift.objects.select_related("event", "event__zone").get(pk=ask.request.shift_id)
    begins = shift.begins
    context = {"ask": ask, "shift": shift, "event": shift.event, "begins": begins, "is_covered": is_covered}
    return render(request, "attendance/cover_answer.html", context, status=status)
