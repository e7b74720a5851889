"""Calls and rounds are set up: each round with a form of its own, copied from the round before."""

import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.networks.initiatives.models import Call, Round
from hustings.networks.initiatives.refusals import NotReady
from hustings.site.forms.models import Option, Question, Questionnaire

log = logging.getLogger(__name__)
# A first form and jury, to be changed: language -> words.
_QUESTIONS = [
    {"fr": "Quel besoin avez-vous constaté ?", "en": "What need have you seen?"},
    {"fr": "Que ferez-vous, et avec qui ?", "en": "What will you do, and with whom?"},
    {"fr": "À quoi servira l’argent ?", "en": "What will the money pay for?"},
]
_CRITERIA = [
    {"fr": "Besoin", "en": "Need"},
    {"fr": "Faisabilité", "en": "Feasibility"},
    {"fr": "Effet attendu", "en": "Expected effect"},
]
_REASONS = [
    {"fr": "Le dossier est incomplet.", "en": "The application is incomplete."},
    {
        "fr": "Le projet n’entre pas dans le thème de l’appel.",
        "en": "The project is outside the call’s theme.",
    },
]


@transaction.atomic
def new_call(*, values: Mapping[str, Any], by: User | None = None) -> Call:
    """A call in preparation, with its first round."""
    made = Call.objects.create(made_by=by, **values)
    new_round(call=made, name=_("First round"))
    log.info("initiatives.new call=%s by=%s", made.pk, by and by.pk)
    return made


@transaction.atomic
def new_round(*, call: Call, name: str) -> Round:
    """A round like the one before: its form, criteria, reasons and rules."""
    before = call.rounds.order_by("-pk").first()
    n = call.rounds.count() + 1
    titles = {code: {"title": f"{title} · {name}"} for code, title in call.titles.items()}
    form = Questionnaire.objects.create(
        slug=slugify(f"call-{call.pk}-{n}"), texts=titles, is_listed=False
    )  # without a day of opening it is no form of the site
    like = (
        "grace",
        "most_asked",
        "budget",
        "places",
        "is_blind",
        "n_reviews",
        "n_needed",
        "appeal_days",
        "words",
    )
    values = {key: getattr(before, key) for key in like} if before else {}
    made = Round.objects.create(call=call, name=name, questionnaire=form, **values)
    if before is None:
        _begin(made)
        return made
    made.hidden = _copy_questions(before, made)
    made.save(update_fields=["hidden"])
    for each in before.criteria.all():
        made.criteria.create(labels=each.labels, anchors=each.anchors, weight=each.weight, high=each.high)
    for reason in before.reasons.all():
        made.reasons.create(labels=reason.labels)
    return made


def _begin(made: Round) -> None:
    for at, label in enumerate(_QUESTIONS):
        texts = {code: {"label": words} for code, words in label.items()}
        made.questionnaire.questions.create(
            kind=Question.Kind.LONG, texts=texts, position=at, is_required=True
        )
    for labels in _CRITERIA:
        made.criteria.create(labels=labels)
    for labels in _REASONS:
        made.reasons.create(labels=labels)


def _copy_questions(before: Round, made: Round) -> list[int]:
    """Its questions with their choices; the keys of those that jurors don't get."""
    copies: dict[int, int] = {}
    options: dict[str, str] = {}
    for each in before.questionnaire.questions.filter(retired_at=None).prefetch_related("options"):
        old, held = each.pk, list(each.options.all())
        copy = Question.objects.get(pk=old)
        copy.pk, copy.questionnaire = None, made.questionnaire
        copy.asks_if_id = copies.get(each.asks_if_id or 0)
        copy.asks_when = [options.get(str(key), key) for key in each.asks_when]
        copy.save(force_insert=True)
        copies[old] = copy.pk
        for option in held:
            new = Option.objects.create(question=copy, texts=option.texts, position=option.position)
            options[str(option.pk)] = str(new.pk)
    return [copies[key] for key in before.hidden if key in copies]


@transaction.atomic
def publish(*, call: Call, is_shown: bool, by: User | None = None) -> None:
    """Show the call on the site, or take it off. Raises NotReady."""
    if is_shown and not call.rounds.exclude(opens_at=None).exclude(closes_at=None).exists():
        raise NotReady(_("First enter the days on which a round opens and closes."))
    rows = Call.objects.filter(pk=call.pk)
    if is_shown:
        rows.filter(shown_at=None).update(shown_at=timezone.now())
    else:
        rows.update(shown_at=None)
    log.info("initiatives.publish call=%s shown=%s by=%s", call.pk, is_shown, by and by.pk)
