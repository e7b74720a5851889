"""Local debates: the kit, the reports by territory, and the form to send one."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hustings.deliberation.consultations.models import Phase
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.consultations.views import public_acting as acting
from hustings.deliberation.consultations.views import public_acts
from hustings.deliberation.consultations.views import public_frame as frame
from hustings.deliberation.syntheses import actions, local_debates
from hustings.deliberation.syntheses.forms.local_reports import LocalReportForm
from hustings.foundation.lib.web import query_params
from hustings.foundation.territories import place_search
from hustings.foundation.territories.nearest import Point


def _phase(pk: int) -> Phase:
    phase = frame.phase_of(pk)
    if not phase.takes_reports:
        raise Http404
    return phase


def _words_of_places(request: HttpRequest, phase: Phase) -> dict[str, Any]:
    """The place asked for with the reports near it; none where nobody asked."""
    asked = place_search.place(query_params.text(request, "q"), request.GET.get("zone", ""))
    at = None if asked.text or asked.zone else Point.read(request.GET.get("at", ""))
    is_known = bool(asked.zone or at)
    return {
        "asked": asked, "at": at, "near": local_debates.near(phase, asked.zone, at) if is_known else None,
        "tiles": settings.MAP_TILES, "tiles_credit": settings.MAP_CREDIT,
    }  # fmt: skip


@require_safe
@frame.guarded
def points(request: HttpRequest, pk: int) -> HttpResponse:
    """Towns on the map: latitude, longitude, name, a line, and the query that lists their reports."""
    phase = _phase(pk)
    frame.reader_of(request, phase.consultation)
    made = [
        [round(town.lat, 4), round(town.lon, 4), town.name, _line(town), f"?zone={town.zone}"]
        for town in local_debates.towns(phase) if town.lat is not None and town.lon is not None
    ]  # fmt: skip
    response = JsonResponse({"points": made})
    response.is_for_everybody = response.asks_nothing = True  # type: ignore[attr-defined] # website.page_cache
    return response


def _line(town: local_debates.Town) -> str:
    debates = ngettext("%(shown)s local debate", "%(shown)s local debates", town.n)
    people = ngettext("%(shown)s person present", "%(shown)s people present", town.n_present)
    n, present = (number_format(each, force_grouping=True) for each in (town.n, town.n_present))
    return f"{debates % {'shown': n}} · {people % {'shown': present}}"


@require_safe
@frame.guarded
def local(request: HttpRequest, pk: int) -> HttpResponse:
    """Page on local debates: a guide, reports, and their territories."""
    phase = _phase(pk)
    reader = frame.reader_of(request, phase.consultation)
    rows, rest = local_debates.page(phase, query_params.text(request, "after", 200))
    here = reverse("syntheses:local", args=[pk])
    words = {
        "phase": phase, "rows": rows, "rest": rest, "sums": local_debates.sums(phase), "here": here,
        "questions": phase.questions.all()[:50], "may_report": phase.is_open() and not reader.is_barred,
        **_words_of_places(request, phase),
    }  # fmt: skip
    return frame.page(request, "syntheses/local.html", reader, words, canonical=here)


@csrf_exempt  # as votes: see public_acts
@require_http_methods(["GET", "HEAD", "POST"])
@frame.guarded
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a report; of a visitor it waits for their mail as all they do."""
    phase = _phase(pk)
    reader = frame.reader_of(request, phase.consultation)
    here = reverse("syntheses:local", args=[pk])
    if not phase.is_open():
        return acting.lead(request, here)
    draft = f"local{pk}"
    if request.method != "POST":
        form = LocalReportForm(phase, frame.stamped(request, reader), draft=draft)
        return _report_page(request, reader, phase, form)
    form = public_acts.sent(request, reader, _form_of(phase), draft=draft)
    if form.is_trapped:
        return acting.lead(request, here, "sent")
    if not form.is_valid():
        return _report_page(request, reader, phase, form, 422)
    outcome = acting.take(request, reader, {"act": actions.ACT, "draft": draft, **form.act}, here)
    if outcome.item:
        there = reverse("consultations:item", args=[outcome.item.pk])
        return acting.lead(request, there, "added", draft=draft)
    if outcome.state == acting.WAITS:
        return acting.lead(request, here, "waits", draft=draft)
    return public_acts.unfinished(request, reader, outcome)


def _form_of(phase: Phase) -> Any:
    return lambda *args, **more: LocalReportForm(phase, *args, **more)


def _report_page(
    request: HttpRequest, reader: Reader, phase: Phase, form: LocalReportForm, status: int = 200
) -> HttpResponse:
    words = {"phase": phase, "form": form}
    return frame.page(request, "syntheses/local_report.html", reader, words, status=status)
