"""Statements: one at a time to vote on, all in a list, and one's own to add."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from hustings.deliberation.consultations import cards, public_lists
from hustings.deliberation.consultations.models import CHOICES, Item, ItemKind, Kind, Phase, Version
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.consultations.views import public_acting as acting
from hustings.deliberation.consultations.views import public_acts
from hustings.deliberation.consultations.views import public_frame as frame
from hustings.deliberation.opinions import statements as statements_of
from hustings.deliberation.opinions import step_part
from hustings.deliberation.opinions.forms.public import StatementForm
from hustings.people.signups.public_forms import responses


def phase_of(pk: int) -> Phase:
    """A step of statements."""
    rows = Phase.objects.select_related("consultation__roll", "consultation__picture")
    return get_object_or_404(rows, pk=pk, kind=Kind.STATEMENTS)


# Without CSRF tokens, as with all votes: the stamp proves that our page was shown to this reader.
@csrf_exempt
@require_POST
@frame.guarded
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Vote on a statement, and see the next one."""
    rows = Version.objects.select_related("item__phase__consultation__roll", "item__participant")
    version = get_object_or_404(rows, pk=pk, item__kind=ItemKind.STATEMENT)
    item, phase = version.item, version.item.phase
    reader = frame.reader_of(request, phase.consultation)
    choice = request.POST.get("choice", "")
    here = reverse("consultations:step", args=[phase.pk])
    if choice not in CHOICES[phase.ballot] or not acting.is_ours(request, reader):
        outcome = acting.strange()
    else:
        act = {"act": "vote", "version": version.pk, "choice": choice}
        outcome = acting.take(request, reader, act, here)
    return _answer(request, reader, item, phase, outcome)


def _answer(
    request: HttpRequest, reader: Reader, item: Item, phase: Phase, outcome: acting.Outcome
) -> HttpResponse:
    if not responses.wants_part(request):
        if outcome.is_taken:
            said = "voted" if outcome.state == acting.DONE else "waits"
            there = f"{reverse('consultations:step', args=[phase.pk])}?last={item.pk}"
            return acting.lead(request, there, said, "statement")
        return public_acts.unfinished(request, reader, outcome, about=item)
    if outcome.is_taken:
        turn = statements_of.turn(phase, reader, last=item.pk)
    else:
        turn = statements_of.turn(phase, reader, again=item.pk)
        if turn.card:
            turn.card.outcome = outcome
    words = {
        "part": step_part.turn_words(phase, reader, turn), "consultation": reader.consultation,
        "reader": reader, "is_part": True, "outcome": outcome,
    }  # fmt: skip
    status = 409 if outcome.state == acting.REFUSED else 200
    return render(request, "opinions/turn.html", words, status=status)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@frame.guarded
def statements(request: HttpRequest, pk: int) -> HttpResponse:
    """All statements of a step with their votes; a POST adds one."""
    phase = phase_of(pk)
    reader = frame.reader_of(request, phase.consultation)
    return _add(request, reader, phase) if request.method == "POST" else _list(request, reader, phase)


def _list(
    request: HttpRequest, reader: Reader, phase: Phase, form: Any = None, status: int = 200
) -> HttpResponse:
    asked = public_lists.asked(request, reader)
    items, rest = public_lists.page(statements_of.of(phase), asked, reader, f"s{phase.pk}")
    here = reverse("opinions:statements", args=[phase.pk])
    words = {
        "phase": phase, "cards": cards.made(items, reader, phase), "asked": asked, "here": here,
        "next_page": asked.query(after=rest) if rest else "", "place": public_lists.area_of(reader),
        "filters": {
            "all": asked.query(is_unread=False), "unread": asked.query(is_unread=True),
            "far": asked.query(is_near=False), "near": asked.query(is_near=True),
        },
        "part": step_part.adding_words(request, phase, reader, form),
    }  # fmt: skip
    return frame.page(request, "opinions/statements.html", reader, words, status=status, canonical=here)


def _add(request: HttpRequest, reader: Reader, phase: Phase) -> HttpResponse:
    draft = step_part.draft_of(phase)
    form = public_acts.sent(request, reader, StatementForm, phase, draft=draft)
    here = reverse("consultations:step", args=[phase.pk])
    if form.is_trapped:
        return acting.lead(request, here, "sent")
    if not form.is_valid():
        return _list(request, reader, phase, form, status=422)
    act = {
        "act": "post", "phase": phase.pk, "kind": ItemKind.STATEMENT.value, "text": form.cleaned_data["text"],
        "question": form.subject, "parent": None, "draft": draft,
    }  # fmt: skip
    outcome = acting.take(request, reader, act, here)
    if outcome.is_taken:
        statements_of.forget(phase)
        return acting.lead(request, here, "added" if outcome.state == acting.DONE else "waits", draft=draft)
    return public_acts.unfinished(request, reader, outcome)
