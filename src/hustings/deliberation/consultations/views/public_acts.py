"""Acts of readers: vote, contribute, argue, add a source."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hustings.deliberation.consultations import cards
from hustings.deliberation.consultations.forms import public as forms
from hustings.deliberation.consultations.models import (
    CHOICES,
    Item,
    ItemKind,
    Phase,
    Question,
    Version,
    ballot_on,
)
from hustings.deliberation.consultations.models.items import UNARGUED
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.consultations.views import public_acting as acting
from hustings.deliberation.consultations.views import public_frame as frame
from hustings.deliberation.consultations.views import public_items, public_reading
from hustings.foundation.lib.sql import sql_rows
from hustings.people.signups.public_forms import responses, stamp

Outcome = acting.Outcome
COUNTERS = ["n_agree", "n_mixed", "n_disagree", "n_pass"]
_ALONG = ("item__phase__consultation__roll",)
_UNREAD = (
    "title", "text", "why", "elsewhere", "item__data", "item__phase__intros",
    "item__phase__consultation__summaries", "item__phase__consultation__policies",
)  # fmt: skip


# Without CSRF tokens: cookies go along from our own site alone (SameSite), and the stamp proves that our
# page was shown, to whoever is recognised if anybody is.
@csrf_exempt
@require_POST
@frame.guarded
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Vote on a version; an empty choice takes the vote back."""
    version = sql_rows.first(Version, "consultations_version.id = %s", pk, along=_ALONG, without=_UNREAD)
    if version is None:
        raise Http404
    item = version.item
    reader = frame.reader_of(request, item.phase.consultation)
    choice = request.POST.get("choice", "")
    if choice not in ("", *CHOICES[ballot_on(item.kind, item.phase.ballot)]) or not acting.is_ours(
        request, reader
    ):
        outcome = acting.strange()
    else:
        act = {"act": "vote", "version": version.pk, "choice": choice}
        where = acting.back(request, reverse("consultations:item", args=[item.pk]))
        outcome = acting.take(request, reader, act, where)
    if outcome.is_taken and responses.wants_part(request):
        sql_rows.refresh(version, *COUNTERS)
        is_waiting = outcome.state == acting.WAITS and bool(choice)
        card = cards.Card(item, version, item.phase, reader, True, choice, is_waiting=is_waiting)
        return _box(request, reader, card, outcome)
    return answer_vote(request, reader, item, outcome)


def _box(request: HttpRequest, reader: Reader, card: cards.Card, outcome: Outcome) -> HttpResponse:
    """The box of votes that htmx puts into the page."""
    card.outcome = outcome
    words = {"card": card, "consultation": reader.consultation, "reader": reader}
    status = 200 if outcome.state != acting.REFUSED else 409
    return render(request, "consultations/vote.html", words, status=status)


def answer_vote(request: HttpRequest, reader: Reader, item: Item, outcome: Outcome) -> HttpResponse:
    """The box of votes anew, or the page that sent it."""
    here = reverse("consultations:item", args=[item.pk])
    if responses.wants_part(request):
        fresh = Item.objects.for_lists().get(pk=item.pk)
        [card] = cards.made([fresh], reader, item.phase, with_marks=False)
        return _box(request, reader, card, outcome)
    if outcome.is_taken:
        said = "voted" if outcome.state == acting.DONE else "waits"
        return acting.lead(request, acting.back(request, here), said, f"item-{item.pk}")
    return unfinished(request, reader, outcome, about=item)


def unfinished(
    request: HttpRequest, reader: Reader, outcome: Outcome, *, about: Item | None = None
) -> HttpResponse:
    """The page that asks for an e-mail, or says why something can't be done."""
    if outcome.form:
        words = {"form": outcome.form, "item": about}
        return responses.again(
            request, "consultations/entries/form.html", "consultations/entries/again.html",
            {**words, "consultation": reader.consultation, "reader": reader}, 200,
        )  # fmt: skip
    said: dict[str, Any] = {"outcome": outcome, "item": about}
    return frame.page(request, "refused", reader, said, status=409)


def _stamped(request: HttpRequest, reader: Reader) -> stamp.Stamp | None:
    """The stamp of a form of ours, with its reader."""
    found = stamp.read(request.POST.get("stamp", ""))
    if found is None or not acting.is_ours(request, reader):
        return None
    return found.of_reader(reader.known)


def sent(request: HttpRequest, reader: Reader, form_class: Any, *args: Any, **more: Any) -> Any:
    """The form as it was sent; one that came without a stamp of ours says so, with what was typed."""
    found = _stamped(request, reader)
    if found:
        return form_class(*args, found, request.POST, **more)
    form = frame.anew(request, reader, form_class, *args, data=request.POST, **more)
    form.say_strange()
    return form


@csrf_exempt
@require_POST
@frame.guarded
def step_contributions(request: HttpRequest, pk: int) -> HttpResponse:
    phase = frame.phase_of(pk)
    return _contribute(request, phase, None)


@csrf_exempt
@require_POST
@frame.guarded
def question_contributions(request: HttpRequest, pk: int) -> HttpResponse:
    found = frame.question_of(pk)
    return _contribute(request, found.phase, found)


def _contribute(request: HttpRequest, phase: Phase, question: Question | None) -> HttpResponse:
    reader = frame.reader_of(request, phase.consultation)
    draft = f"q{question.pk}" if question else f"p{phase.pk}"
    form = sent(request, reader, forms.ContributionForm, draft=draft)
    here = public_reading.list_url(phase, question)
    if form.is_trapped:
        return acting.lead(request, here, "sent")
    if not form.is_valid():
        words = {
            "phase": phase, "question": question,
            **public_reading.listed(request, reader, phase, question, form),
        }  # fmt: skip
        return frame.page(request, "question" if question else "step", reader, words, status=422)
    act = {
        "act": "post", "phase": phase.pk, "kind": ItemKind.CONTRIBUTION.value, **form.said,
        "question": question.pk if question else None, "parent": None, "draft": draft,
    }  # fmt: skip
    outcome = acting.take(request, reader, act, here)
    if outcome.item:
        there = reverse("consultations:item", args=[outcome.item.pk])
        return acting.lead(request, there, "added", draft=draft)
    if outcome.state == acting.WAITS:
        return acting.lead(request, here, "waits", draft=draft)
    return unfinished(request, reader, outcome)


@csrf_exempt
@require_POST
@frame.guarded
def item_arguments(request: HttpRequest, pk: int) -> HttpResponse:
    """Argue for or against an item."""
    return _beside(request, pk, forms.ArgumentForm, "argument_form", "argued")


@csrf_exempt
@require_POST
@frame.guarded
def item_sources(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a source to an item."""
    return _beside(request, pk, forms.SourceForm, "source_form", "sourced")


def _beside(request: HttpRequest, pk: int, form_class: Any, name: str, said: str) -> HttpResponse:
    """Write something that hangs on an item."""
    found = frame.item_of(pk)
    reader = frame.reader_of(request, found.phase.consultation)
    here = reverse("consultations:item", args=[pk])
    if found.kind in UNARGUED:
        return acting.lead(request, here)
    draft = f"{form_class.place}{pk}"
    form = sent(request, reader, form_class, draft=draft)
    if form.is_trapped:
        return acting.lead(request, here, "sent")
    if not found.is_live:
        return public_items.gone(request, reader, found)
    if not form.is_valid():
        return public_items.shown(request, reader, found, status=422, **{name: form})
    kind = form.cleaned_data.get("side", ItemKind.SOURCE.value)
    act = {
        "act": "post", "phase": found.phase_id, "kind": kind, "question": found.question_id, "parent": pk,
        "draft": draft, **form.said,
    }  # fmt: skip
    outcome = acting.take(request, reader, act, here)
    if outcome.item:
        return acting.lead(request, here, said, f"item-{outcome.item.pk}", draft)
    if outcome.state == acting.WAITS:
        return acting.lead(request, here, "waits", draft=draft)
    return unfinished(request, reader, outcome, about=found)
