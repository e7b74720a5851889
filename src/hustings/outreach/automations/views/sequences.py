"""HQ: sequences drawn as a flow, started, held and ended."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.lib.web import query_params
from hustings.foundation.lib.web.frame import frame
from hustings.foundation.lib.web.idempotency import once
from hustings.outreach.automations import (
    actions,
    figures,
    manual_enrolment,
    start_checks,
    triggers,
)
from hustings.outreach.automations.actions import ready_made
from hustings.outreach.automations.actions import sequences as deeds
from hustings.outreach.automations.flow import Flow
from hustings.outreach.automations.forms import SettingsForm
from hustings.outreach.automations.models import Enrolment, Sequence, Step
from hustings.outreach.automations.rights import may_change_sequence, may_steer_sequence
from hustings.outreach.automations.views import flow_chart
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.sending_rights import CHANGE_MAILINGS, SEND_MAILINGS
from hustings.outreach.review.approvals import panel as approving
from hustings.outreach.review.approvals import rules
from hustings.outreach.tracking.attribution import figures as following
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import VIEW_PEOPLE

GET_POST = ["GET", "HEAD", "POST"]


def find(pk: int) -> Sequence:
    """The sequence, or a 404."""
    found = Sequence.objects.select_related("topic", "leaves_when", "user", "started_by")
    return get_object_or_404(found, pk=pk)


def framed(title: str, sequence: Sequence | None = None) -> dict[str, Any]:
    trail = [(reverse("automations:sequences"), _("Sequences"))]
    if sequence is not None:
        trail.append((reverse("automations:sequence", args=[sequence.pk]), sequence.name))
    return frame(title, *trail, icon="clipboard-list")


class Sequences(Resource):
    """All of them, newest first."""

    guard = needs(VIEW_MAILINGS)
    title, icon = gettext_lazy("Sequences"), "clipboard-list"
    buttons = (
        Button(
            gettext_lazy("New sequence"), "automations:sequence_add",
            lambda user: access.may(user, CHANGE_MAILINGS),
        ),
    )  # fmt: skip
    empty = gettext_lazy(
        "No sequences yet. A sequence sends messages one after another: a welcome, a "
        "thank-you after an event."
    )
    template_name = "automations/list.html"

    def rows(self) -> QuerySet[Sequence]:
        return Sequence.objects.all()

    def prepared(self, rows: list[Any]) -> list[Any]:
        inside = figures.inside()
        return [(sequence, *inside.get(sequence.pk, (0, 0))) for sequence in rows]


@needs(CHANGE_MAILINGS)
@require_http_methods(GET_POST)
def add(request: HttpRequest) -> HttpResponse:
    """Begin with a ready-made one, or with nothing."""
    if request.method == "POST":
        try:
            made = ready_made.make(request.POST.get("ready", ""), me(request), request.POST.get("day", ""))
        except (Refused, mailings_refusals.Refused) as refused:
            messages.error(request, str(refused))
            return redirect("automations:sequence_add")
        return redirect("automations:sequence", made.pk)
    context = framed(_("New sequence")) | {"ready": ready_made.offered()}
    return render(request, "automations/add.html", context)


@needs(VIEW_MAILINGS)
@require_safe
def sequence(request: HttpRequest, pk: int) -> HttpResponse:
    sequence, user = find(pk), me(request)
    flow, counted = Flow.of(sequence), figures.of(sequence)
    may_change = may_change_sequence(user, sequence) and not sequence.is_over
    lacking = rules.lacking(sequence.letters(), user) if not sequence.is_over else []
    findings = list(start_checks.findings(sequence, user, flow, lacking)) if may_change else []
    context = (
        framed(sequence.name)
        | {
            "sequence": sequence,
            "row": flow_chart.drawn(flow, counted.steps),
            "figures": counted,
            "followed": following.of_letters(Mailing.objects.filter(step__sequence=sequence)),
            "triggers": [(one, triggers.says(one)) for one in sequence.triggers.select_related("segment")],
            "kinds": triggers.kinds.all(),
            "may_change": may_change,
            "may_steer": may_steer_sequence(user, sequence),
            "may_see_people": access.may(user, VIEW_PEOPLE),
            "findings": findings,
            "stops": any(one.stops for one in findings),
            "by_hand": manual_enrolment.by_hand(sequence),
        }
        | approving.of_sequence(lacking, user)
    )
    return render(request, "automations/sequence.html", context)


def changing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """A view that changes a sequence, for those who may; what it refuses is said on the sequence's page."""

    @needs(CHANGE_MAILINGS)
    def guarded(request: HttpRequest, pk: int, **more: Any) -> HttpResponseBase:
        sequence = find(pk)
        if not may_change_sequence(request.user, sequence) or sequence.is_over:
            return access.denied(request)
        try:
            return view(request, sequence, **more)
        except (Refused, mailings_refusals.Refused) as refused:
            messages.error(request, str(refused))
            return redirect("automations:sequence", sequence.pk)

    guarded.__module__ = view.__module__
    return guarded


@changing
def settings(request: HttpRequest, sequence: Sequence) -> HttpResponse:
    form = SettingsForm(request.POST or None, instance=sequence, user=me(request))
    if request.method == "POST" and form.is_valid():
        deeds.settle(sequence=sequence, **form.cleaned_data)
        return redirect("automations:sequence", sequence.pk)
    context = framed(_("Settings"), sequence) | {"form": form, "sequence": sequence}
    status = 422 if form.errors else 200
    return render(request, "automations/form.html", context, status=status)


@changing
@require_POST
@once("automations:sequences")
def approval(request: HttpRequest, sequence: Sequence) -> HttpResponse:
    note = query_params.posted(request, "note", 1_000)
    if actions.ask_for_letters(sequence=sequence, user=me(request), note_to_them=note):
        messages.success(request, _("Approval requested by e-mail."))
    return redirect("automations:sequence", sequence.pk)


@changing
def removal(request: HttpRequest, sequence: Sequence) -> HttpResponse:
    """Forget a draft: asked first."""
    if request.method == "POST":
        deeds.remove(sequence=sequence)
        messages.success(request, _("Sequence deleted."))
        return redirect("automations:sequences")
    context = framed(_("Remove"), sequence) | {
        "sequence": sequence,
        "question": _("Delete this draft and its messages?"),
        "button": _("Remove"),
    }
    return render(request, "automations/sure.html", context)


@needs(SEND_MAILINGS)
@require_http_methods(GET_POST)
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """GET says what will happen; POST starts it."""
    sequence, user = find(pk), me(request)
    if not may_steer_sequence(user, sequence):
        return access.denied(request)
    if not sequence.is_draft:
        return redirect("automations:sequence", pk)
    flow = Flow.of(sequence)
    findings = list(start_checks.findings(sequence, user, flow))
    stops = any(one.stops for one in findings)
    if request.method == "POST" and not stops:
        return _done(request, deeds.start, sequence, _("Sequence started."))
    context = framed(_("Start sequence"), sequence) | {
        "sequence": sequence, "findings": findings, "stops": stops,
        "row": flow_chart.drawn(flow, figures.of(sequence).steps),
        "triggers": [(one, triggers.says(one)) for one in sequence.triggers.select_related("segment")],
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "automations/start.html", context, status=status)


def _done(request: HttpRequest, deed: Callable[..., Any], sequence: Sequence, words: str) -> HttpResponse:
    try:
        deed(sequence=sequence, user=me(request))
    except (Refused, mailings_refusals.Refused) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, words)
    return redirect("automations:sequence", sequence.pk)


def _steering(deed: Callable[..., Any], words: Callable[[], str]) -> Callable[..., HttpResponseBase]:
    @needs(SEND_MAILINGS)
    @require_POST
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        sequence = find(pk)
        if not may_steer_sequence(request.user, sequence):
            return access.denied(request)
        return _done(request, deed, sequence, words())

    return view


pause = _steering(deeds.pause, lambda: _("Sequence paused."))
resume = _steering(deeds.resume, lambda: _("Sequence resumed."))


@needs(SEND_MAILINGS)
@require_http_methods(GET_POST)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """For good: asked first."""
    sequence = find(pk)
    if not may_steer_sequence(request.user, sequence):
        return access.denied(request)
    if request.method == "POST":
        return _done(request, deeds.end, sequence, _("Sequence ended."))
    context = framed(_("End sequence"), sequence) | {
        "sequence": sequence,
        "question": _(
            "End the sequence for good? Everyone leaves it, and messages not sent yet are cancelled."
        ),
        "button": _("End sequence"),
    }
    return render(request, "automations/sure.html", context)


@needs(VIEW_MAILINGS)
@require_POST
def taking_out(request: HttpRequest, pk: int) -> HttpResponse:
    """One person leaves, because somebody of the team says so."""
    enrolment = get_object_or_404(Enrolment.objects.select_related("sequence", "person"), pk=pk)
    if not deeds.may_take_out(request.user, enrolment):
        return access.denied(request)
    try:
        deeds.take_out(enrolment=enrolment, user=me(request))
    except mailings_refusals.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Removed from the sequence."))
    if request.POST.get("next") == "record":
        return redirect("persons:record", enrolment.person.uid)
    return redirect("automations:sequence", enrolment.sequence_id)


def step_of(sequence: Sequence, number: int) -> Step:
    """A step of it that stands, or a 404."""
    found = Flow.of(sequence).steps.get(number)
    if found is None:
        raise Http404
    return found
