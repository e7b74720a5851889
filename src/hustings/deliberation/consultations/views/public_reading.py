"""Pages to read: the consultations, one of them, its steps and questions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from hustings.deliberation.consultations import cards, hooks, public_figures, public_lists
from hustings.deliberation.consultations.forms import public as forms
from hustings.deliberation.consultations.models import Kind, Phase, Question
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.consultations.views import public_frame as frame
from hustings.foundation.lib.web import query_params
from hustings.site.website.serving import site_cache


@require_safe
@frame.guarded
def consultation(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One consultation: what it is about, its steps in time, and what one can do now."""
    found = frame.consultation_of(pk)
    reader = frame.reader_of(request, found)
    here = frame.path_of(found)
    if request.path != here:
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{here}?{query}" if query else here)
    phases = list(found.phases.all())
    for phase in phases:
        phase.consultation = found
    figures = site_cache.of(request).of_page(("consultation figures", pk), lambda: public_figures.of(found))
    open_phases = [phase for phase in phases if phase.is_open()]
    words = {
        "phases": phases, "open_phases": open_phases, "unwritten": hooks.unwritten(open_phases),
        "next_phase": next((phase for phase in phases if phase.state() == "soon"), None),
        "figures": figures, "parts": hooks.of_consultation(request, found, reader),
        "links": hooks.ordered(hooks.consultation_links),
    }  # fmt: skip
    return frame.page(request, "consultation", reader, words, canonical=here)


@require_safe
@frame.guarded
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """One step: its questions, or what the app of its kind shows."""
    phase = frame.phase_of(pk)
    reader = frame.reader_of(request, phase.consultation)
    part = hooks.of_phase(request, phase, reader)
    here = reverse("consultations:step", args=[pk])
    words: dict[str, Any] = {"phase": phase, "part": part}
    if part is None:
        questions = list(phase.questions.all())
        kept = site_cache.of(request)
        counts = kept.of_page(("question counts", pk), lambda: public_figures.by_question(phase))
        words["questions"] = [(question, counts.get(question.pk, 0)) for question in questions]
        if not questions or counts.get(None):
            words |= listed(request, reader, phase, None)
    return frame.page(request, "step", reader, words, canonical=here)


@require_safe
@frame.guarded
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """A question and what people contributed to it."""
    found = frame.question_of(pk)
    reader = frame.reader_of(request, found.phase.consultation)
    words = {
        "phase": found.phase, "question": found, **listed(request, reader, found.phase, found),
        "others": public_figures.around(found),
    }  # fmt: skip
    here = reverse("consultations:question", args=[pk])
    return frame.page(request, "question", reader, words, canonical=here)


def listed(
    request: HttpRequest, reader: Reader, phase: Phase, question: Question | None, form: Any = None
) -> dict[str, Any]:
    """Words of a list of contributions, with the form to add one."""
    asked = public_lists.asked(request, reader)
    scope = f"q{question.pk}" if question else f"p{phase.pk}"
    items, rest = public_lists.page(public_lists.rows(phase, question), asked, reader, scope)
    here = list_url(phase, question)
    may_write = phase.is_open() and phase.takes_items and phase.kind == Kind.DEBATE and not reader.is_barred
    if may_write and form is None:
        form = frame.anew(request, reader, forms.ContributionForm, draft=scope)
    return {
        "cards": cards.made(items, reader, phase), "asked": asked, "here": here,
        "next_page": asked.query(after=rest) if rest else "", "form": form if may_write else None,
        "filters": {
            "all": asked.query(is_unread=False), "unread": asked.query(is_unread=True),
            "far": asked.query(is_near=False), "near": asked.query(is_near=True),
        },
        "place": public_lists.area_of(reader),
        "similar_url": reverse("consultations:similar", args=[phase.consultation_id]),
        "act_url": add_url(phase, question), "rules": hooks.consultation_links.find(hooks.RULES),
    }  # fmt: skip


def list_url(phase: Phase, question: Question | None) -> str:
    """The page that lists them."""
    if question:
        return reverse("consultations:question", args=[question.pk])
    return reverse("consultations:step", args=[phase.pk])


def add_url(phase: Phase, question: Question | None) -> str:
    """The address to which a contribution to it is sent."""
    if question:
        return reverse("consultations:question_contributions", args=[question.pk])
    return reverse("consultations:step_contributions", args=[phase.pk])


@require_safe
@frame.guarded
def search(request: HttpRequest, pk: int) -> HttpResponse:
    """Words in all that people contributed to a consultation, the newest first."""
    found = frame.consultation_of(pk)
    reader = frame.reader_of(request, found)
    words = " ".join(query_params.text(request, "q").split())
    after = query_params.text(request, "after", 60)
    items, rest = public_lists.search(found, words, after) if words else ([], "")
    said = {"asked": words, "items": items, "next": rest}
    return frame.page(request, "search", reader, said)


@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """All that are shown, those where something can be done first."""
    found, is_whole = public_figures.listed(request)
    words = {"found": found, "is_whole": is_whole, "now": timezone.now(), "tongues": frame.tongues(request)}
    response = render(request, "consultations/list.html", words)
    response.is_for_everybody = response.is_counted = True  # type: ignore[attr-defined] # website.page_cache
    return response
