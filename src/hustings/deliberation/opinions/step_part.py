"""The part of a step's page: a statement to vote on, how far one is, one's own statement to add."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from hustings.deliberation.consultations.models import CHOICES, Kind, Phase
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.consultations.views import public_frame as frame
from hustings.deliberation.consultations.vote_words import label
from hustings.deliberation.opinions import fours, statements
from hustings.deliberation.opinions.forms.public import StatementForm
from hustings.deliberation.opinions.maps.votes import LEAST
from hustings.deliberation.opinions.models import Map
from hustings.foundation.lib.web import query_params

KEYS = {"agree": "1", "disagree": "2", "mixed": "3", "pass": "3"}


def words(request: HttpRequest, phase: Phase, reader: Reader) -> dict[str, Any]:
    """All of it."""
    has_map = Map.objects.filter(phase=phase).exists()
    again, last = (query_params.key(request.GET.get(name, "")) for name in ("again", "last"))
    turn = statements.turn(phase, reader, again=again, last=last)
    return {
        **turn_words(phase, reader, turn), **adding_words(request, phase, reader),
        "list_url": reverse("opinions:statements", args=[phase.pk]),
        "four_url": reverse("opinions:four", args=[phase.pk]) if fours.are_asked(phase) else "",
        "map_url": reverse("opinions:map", args=[phase.pk]) if has_map else "",
    }  # fmt: skip


def turn_words(phase: Phase, reader: Reader, turn: statements.Turn) -> dict[str, Any]:
    """A statement with the buttons, or that all are done."""
    choices = [(each.value, label(each, phase.ballot), KEYS[each.value]) for each in CHOICES[phase.ballot]]
    return {
        "phase": phase, "turn": turn, "card": turn.card, "progress": turn.progress, "choices": choices,
        "n_to_map": max(0, min(LEAST, turn.progress.n) - turn.progress.n_cast),
        "step_url": reverse("consultations:step", args=[phase.pk]), "reader": reader,
    }  # fmt: skip


def draft_of(phase: Phase) -> str:
    """The name of what somebody types, among the drafts that a browser keeps."""
    return f"s{phase.pk}"


def adding_words(request: HttpRequest, phase: Phase, reader: Reader, form: Any = None) -> dict[str, Any]:
    """The form of a statement; none where nobody may add one."""
    may_write = (
        phase.is_open() and phase.takes_items and phase.kind == Kind.STATEMENTS and not reader.is_barred
    )
    if may_write and form is None:
        form = frame.anew(request, reader, StatementForm, phase, draft=draft_of(phase))
    return {
        "form": form if may_write else None, "act_url": reverse("opinions:statements", args=[phase.pk]),
        "similar_url": reverse("consultations:similar", args=[phase.consultation_id]),
        "waiting": [act for act in reader.waiting_texts if act.get("phase") == phase.pk],
    }  # fmt: skip
