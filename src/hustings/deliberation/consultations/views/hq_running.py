"""HQ: the list of consultations, each one's record, its steps and questions."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.deliberation.consultations import hooks, public_figures
from hustings.deliberation.consultations.actions import running
from hustings.deliberation.consultations.forms import hq as hq_forms
from hustings.deliberation.consultations.hq import figures as hq_figures
from hustings.deliberation.consultations.models import Consultation, Kind, Phase, Question
from hustings.deliberation.consultations.rights import RUN
from hustings.deliberation.consultations.views import hq_frame as hq
from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq import filters
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Column, Number, State, Title
from hustings.foundation.lib.web.frame import status_of
from hustings.site.website.serving import site_version

_runs = needs(RUN)
_ASKS = (Kind.DEBATE, Kind.STATEMENTS)  # kinds of steps with questions
_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


class FilterForm(filters.FilterForm):
    """Those on the site, or those in preparation."""

    state = forms.ChoiceField(
        label=gettext_lazy("Status"), required=False,
        choices=[
            ("", pgettext_lazy("consultation", "all")), ("shown", pgettext_lazy("consultation", "published")),
            ("hidden", gettext_lazy("in preparation")),
        ],
    )  # fmt: skip

    def narrow(self, rows: QuerySet[Any], said: dict[str, Any]) -> QuerySet[Any]:
        return rows.filter(shown_at__isnull=said["state"] == "hidden") if said["state"] else rows


def state(consultation: Consultation) -> tuple[str, str]:
    """Code and words: in preparation, soon, open or over."""
    if not consultation.is_shown:
        return "to_approve", _("in preparation")
    if consultation.closed_at:
        return "over", str(pgettext_lazy("consultation", "closed"))
    code = public_figures.current(consultation).state
    return code, {"open": str(pgettext_lazy("consultation", "open")), "soon": _("soon"), "over": _("over")}[
        code
    ]


def _step(consultation: Consultation) -> str:
    phase = public_figures.current(consultation).phase
    return str(phase) if phase else ""


class Consultations(Resource):
    """Consultations that the user runs or moderates, the newest first."""

    guard = access.guard(hq.sees)
    title, icon = hq.CONSULTATIONS, hq.ICON
    buttons = (
        Button(
            gettext_lazy("New consultation"),
            "consultations_hq:new",
            lambda user: access.may(user, RUN),
        ),
    )
    filters_class = FilterForm
    columns = (
        Title("title", gettext_lazy("Consultation"), url="consultations_hq:record"),
        State("state", gettext_lazy("Status"), accessor=state),
        Column("step", gettext_lazy("Step"), accessor=_step),
        Column("zone.name", gettext_lazy("Territory")),
        Number("n_waiting", gettext_lazy("To moderate")),
    )
    empty = gettext_lazy("No consultation yet.")

    def rows(self) -> QuerySet[Consultation]:
        found: QuerySet[Consultation] = hq.seen_by(self.user).select_related("zone")
        return found.prefetch_related("phases")

    def prepared(self, rows: list[Any]) -> list[Any]:
        counts = hooks.waiting([row.pk for row in rows])
        for row in rows:
            row.n_waiting = counts.get(row.pk, 0)
        return rows


@_runs
@_GET_POST
@hq.once
def new(request: HttpRequest) -> HttpResponse:
    """One form sets it up with its steps."""
    data = request.POST if request.method == "POST" else None
    form = hq_forms.NewForm(data, user=request.user)
    if form.is_valid():
        made = running.start(
            values=form.values, shape=form.cleaned_data["shape"], starts_at=form.cleaned_data["starts_at"],
            questions=form.lines, user=me(request),
        )  # fmt: skip
        messages.success(request, _("Saved. Check its steps, then publish it."))
        return redirect("consultations_hq:record", made.pk)
    return hq.page(request, "edit", _("New consultation"), None, {"form": form}, status=status_of(form))


@transaction.atomic
def _keep(row: Consultation | Phase | Question, values: Mapping[str, Any]) -> None:
    """Save what was typed; the site's pages have it at once."""
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[name.removesuffix("_id") for name in values])
    site_version.renew()


@_runs
@_GET_POST
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = hq.found(request, pk)
    data = request.POST if request.method == "POST" else None
    form = hq_forms.ConsultationForm(data, user=request.user, consultation=found)
    if form.is_valid():
        _keep(found, form.values)
        messages.success(request, _("Saved."))
        return redirect("consultations_hq:record", pk)
    return hq.page(request, "edit", _("Edit"), found, {"form": form}, status=status_of(form))


@access.guard(hq.sees)
@require_safe
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Its steps, its figures, and what waits."""
    found = get_object_or_404(hq.seen_by(request.user).select_related("zone", "roll"), pk=pk)
    phases = list(found.phases.prefetch_related("questions"))
    now = timezone.now()
    steps = []
    for phase in phases:
        phase.consultation, code = found, phase.state(now)
        steps.append((phase, (code, _STATES[code]), hooks.links_of(request.user, phase)))
    known = hq_figures.of(found)
    context = {
        "steps": steps, "links": hq.links(request.user, found), "state": state(found),
        "figures": known, "further": hq_figures.further(known), "charts": hq_figures.drawn(known),
        "slug": found.path.split("/")[1],
    }  # fmt: skip
    return hq.page(request, "record", str(found), found, context)


_STATES = {
    "soon": gettext_lazy("soon"),
    "open": pgettext_lazy("consultation", "open"),
    "over": gettext_lazy("over"),
}


@_runs
@require_POST
def showing(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish, unpublish, close, open again."""
    found, deed = hq.found(request, pk), request.POST.get("do", "")
    if deed in _DEEDS:
        act, words = _DEEDS[deed]
        try:
            act(consultation=found, user=me(request))
            messages.success(request, words)
        except running.NoPhase:
            messages.error(request, _("Add a step first."))
    return redirect("consultations_hq:record", pk)


_DEEDS: dict[str, tuple[Any, Any]] = {
    "show": (running.show, pgettext_lazy("consultation", "Published.")),
    "unshow": (running.unshow, gettext_lazy("Not shown on the site any more.")),
    "close": (running.close, gettext_lazy("Closed: everything stays readable.")),
    "reopen": (running.reopen, gettext_lazy("Open again, as its dates say.")),
}


@_runs
@_GET_POST
@hq.once
def phase_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = hq.found(request, pk)
    form = hq_forms.PhaseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = running.add_phase(consultation=found, values=form.values, user=me(request))
        messages.success(request, _("Saved."))
        return redirect("consultations_hq:phase", made.pk)
    return hq.page(request, "edit", _("New step"), found, {"form": form}, status=status_of(form))


def _phase(request: HttpRequest, pk: int) -> Phase:
    mine = Consultation.objects.visible_to(request.user)
    return get_object_or_404(Phase.objects.select_related("consultation__zone"), pk=pk, consultation__in=mine)


@_runs
@_GET_POST
def phase(request: HttpRequest, pk: int) -> HttpResponse:
    """A step: its form, its questions, and a form for one more."""
    found = _phase(request, pk)
    posted = request.POST if request.method == "POST" else None
    is_question = posted is not None and "add" in posted
    form = hq_forms.PhaseForm(None if is_question else posted, phase=found)
    question_form = hq_forms.QuestionForm(posted if is_question else None, prefix="question")
    if question_form.is_valid():
        running.add_question(phase=found, values=question_form.values, user=me(request))
        messages.success(request, _("Added."))
        return redirect("consultations_hq:phase", pk)
    if form.is_valid():
        _keep(found, form.values)
        messages.success(request, _("Saved."))
        return redirect("consultations_hq:record", found.consultation_id)
    context = {
        "form": form, "question_form": question_form, "phase": found, "questions": found.questions.all(),
        "links": hooks.links_of(request.user, found),
        "has_questions": found.kind in _ASKS or found.questions.exists(),
    }  # fmt: skip
    status = 422 if form.errors or question_form.errors else 200
    return hq.page(request, "phase", str(found), found.consultation, context, status=status)


@_runs
@require_POST
def phase_deed(request: HttpRequest, pk: int) -> HttpResponse:
    """Move, copy or delete a step."""
    found = _phase(request, pk)
    if request.POST.get("do") == "copy":
        running.copy_phase(phase=found, user=me(request))
        messages.success(request, _("Copied: check its dates."))
    else:
        _deed(request, found)
    return redirect("consultations_hq:record", found.consultation_id)


def _deed(request: HttpRequest, row: Phase | Question) -> None:
    deed = request.POST.get("do", "")
    if deed in _WAYS:
        running.move(row=row, by=_WAYS[deed], user=me(request))
    elif deed == "delete":
        try:
            running.delete(row=row, user=me(request))
            messages.success(request, _("Deleted."))
        except running.InUse:
            messages.error(request, _("People wrote in it: it can’t be deleted."))


_WAYS = {"up": -1, "down": 1}


def _question(request: HttpRequest, pk: int) -> Question:
    mine = Consultation.objects.visible_to(request.user)
    rows = Question.objects.select_related("phase__consultation__zone")
    return get_object_or_404(rows, pk=pk, phase__consultation__in=mine)


@_runs
@_GET_POST
def question(request: HttpRequest, pk: int) -> HttpResponse:
    found = _question(request, pk)
    form = hq_forms.QuestionForm(request.POST if request.method == "POST" else None, question=found)
    if form.is_valid():
        _keep(found, form.values)
        messages.success(request, _("Saved."))
        return redirect("consultations_hq:phase", found.phase_id)
    consultation = found.phase.consultation
    return hq.page(request, "edit", _("Question"), consultation, {"form": form}, status=status_of(form))


@_runs
@require_POST
def question_deed(request: HttpRequest, pk: int) -> HttpResponse:
    """Move or delete a question."""
    found = _question(request, pk)
    _deed(request, found)
    return redirect("consultations_hq:phase", found.phase_id)
