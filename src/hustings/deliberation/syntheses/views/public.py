"""Public pages: answers, and how far the promises are."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from hustings.deliberation.consultations.views import public_frame as frame
from hustings.deliberation.syntheses import outcomes
from hustings.foundation.lib.web import query_params


@require_safe
@frame.guarded
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Answers of a consultation, a page at a time."""
    consultation = frame.consultation_of(pk)
    reader = frame.reader_of(request, consultation)
    outcome = query_params.text(request, "outcome", 10)
    rows, rest = outcomes.page(consultation, outcome, query_params.text(request, "after", 200))
    here = reverse("syntheses:answers", args=[pk])
    words = {
        "rows": rows, "rest": rest, "outcome": outcome, "counts": outcomes.counts(consultation), "here": here,
    }  # fmt: skip
    return frame.page(request, "syntheses/answers.html", reader, words, canonical=here)


@require_safe
@frame.guarded
def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Milestones of a consultation with their dates."""
    consultation = frame.consultation_of(pk)
    reader = frame.reader_of(request, consultation)
    here = reverse("syntheses:follow_up", args=[pk])
    words = {"progress": outcomes.progress(consultation), "counts": outcomes.counts(consultation)}
    return frame.page(request, "syntheses/follow_up.html", reader, words, canonical=here)
