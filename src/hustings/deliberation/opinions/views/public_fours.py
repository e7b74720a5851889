"""The best and the worst of four statements: the question, and what came of it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hustings.deliberation.consultations.models import Item, Phase
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.consultations.views import public_acting as acting
from hustings.deliberation.consultations.views import public_acts
from hustings.deliberation.consultations.views import public_frame as frame
from hustings.deliberation.open_data.voters import Voters
from hustings.deliberation.opinions import fours, map_votes
from hustings.deliberation.opinions.forms.fours import FourForm
from hustings.deliberation.opinions.models import FourAnswer, Scores
from hustings.deliberation.opinions.views.public_maps import file_answer
from hustings.deliberation.opinions.views.public_statements import phase_of
from hustings.foundation.lib.text import csvs

MOST = 100  # statements of the page of results


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@frame.guarded
def four(request: HttpRequest, pk: int) -> HttpResponse:
    """Four statements with two choices."""
    phase = phase_of(pk)
    reader = frame.reader_of(request, phase.consultation)
    if not fours.are_asked(phase):
        raise Http404
    return _choose(request, reader, phase) if request.method == "POST" else _ask(request, reader, phase)


def _ask(
    request: HttpRequest, reader: Reader, phase: Phase, form: Any = None, status: int = 200
) -> HttpResponse:
    here = reverse("opinions:four", args=[phase.pk])
    asked = form.asked if form else fours.following(phase, reader)
    if asked is None:
        raise Http404
    if form is None and phase.is_open() and not reader.is_barred:
        form = frame.anew(request, reader, FourForm, asked)
    words = {
        "phase": phase, "form": form, "asked": asked, "here": here,
        "has_results": Scores.objects.filter(phase=phase, n_answers__gt=0).exists(),
    }  # fmt: skip
    return frame.page(request, "opinions/four.html", reader, words, status=status, canonical=here)


def _choose(request: HttpRequest, reader: Reader, phase: Phase) -> HttpResponse:
    asked = fours.read(request.POST.get("asked", ""), phase)
    if asked is None:
        return public_acts.unfinished(request, reader, acting.strange())
    form = public_acts.sent(request, reader, FourForm, asked)
    here = reverse("opinions:four", args=[phase.pk])
    if form.is_trapped:
        return acting.lead(request, here, "sent")
    if not form.is_valid():
        return _ask(request, reader, phase, form, status=422)
    act = {
        "act": fours.ACT, "phase": phase.pk, "shown": [item.pk for item in asked.items],
        "best": int(form.cleaned_data["best"]), "worst": int(form.cleaned_data["worst"]),
    }  # fmt: skip
    outcome = acting.take(request, reader, act, here)
    if outcome.is_taken:
        return acting.lead(request, here, "voted" if outcome.state == acting.DONE else "waits", "four")
    return public_acts.unfinished(request, reader, outcome)


@require_safe
@frame.guarded
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """Statements by what people prefer."""
    phase = phase_of(pk)
    reader = frame.reader_of(request, phase.consultation)
    made = Scores.objects.filter(phase=phase).first()
    rows = made.rows[:MOST] if made else []
    items = Item.objects.live().for_lists().in_bulk([row[0] for row in rows])
    shown = [
        {"item": items[item], "percent": round(100 * chance), "n": n, "best": best, "worst": worst}
        for item, chance, n, best, worst in rows
        if item in items
    ]
    here = reverse("opinions:four_results", args=[pk])
    words = {"phase": phase, "rows": shown, "made": made}
    return frame.page(request, "opinions/four_results.html", reader, words, canonical=here)


@require_safe
@frame.guarded
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """All answers that count, by numbers of voters that no contribution bears."""
    phase = phase_of(pk)
    frame.reader_of(request, phase.consultation)
    counted = FourAnswer.objects.counted().filter(phase=phase)
    rows = counted.values_list("participant", "shown", "best", "worst")
    voters = Voters(phase.consultation)
    numbered = sorted(
        (map_votes.number(voters[voice]), shown, best, worst)
        for voice, shown, best, worst in rows.iterator(5_000)
    )
    lines = ([voice, " ".join(map(str, shown)), best, worst] for voice, shown, best, worst in numbered)
    text = "".join(csvs.lines([["participant", "shown", "best", "worst"], *lines]))
    return file_answer(text.encode(), "text/csv; charset=utf-8", f"four-{pk}.csv")
