"""Actions on questions: written, ordered, copied and left out. An answered one keeps its meaning."""

import logging
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.people.persons.refusals import Refused
from hustings.site.forms.models import Option, Question, Questionnaire, Quota, Response

log = logging.getLogger(__name__)


class Answered(Refused):
    """People answered it as it is."""


class BadCondition(Refused):
    """It can't depend on that."""


@transaction.atomic
def open_now(*, questionnaire: Questionnaire) -> None:
    """Take answers from now on, until the day of closing, where that is to come."""
    now = timezone.now()
    if questionnaire.closes_at and questionnaire.closes_at <= now:
        questionnaire.closes_at = None
    questionnaire.opens_at = min(questionnaire.opens_at or now, now)
    questionnaire.save(update_fields=["opens_at", "closes_at"])
    log.info("form opened id=%s", questionnaire.pk)


@transaction.atomic
def close(*, questionnaire: Questionnaire) -> None:
    """Take no answers any more. Twice is like once."""
    now = timezone.now()
    Questionnaire.objects.filter(pk=questionnaire.pk).exclude(closes_at__lte=now).update(closes_at=now)
    log.info("form closed id=%s", questionnaire.pk)


@transaction.atomic
def remove_questionnaire(*, questionnaire: Questionnaire) -> None:
    if Response.objects.filter(questionnaire=questionnaire).exists():
        raise Answered(_("This form has responses: close it instead."))
    log.info("form removed id=%s", questionnaire.pk)
    questionnaire.delete()


@transaction.atomic
def save_question(*, question: Question, options: Sequence[dict[str, str]] = ()) -> Question:
    """Write a question with ``options`` by language. Answered: it would change answers. BadCondition."""
    before = Question.objects.select_for_update().filter(pk=question.pk).first() if question.pk else None
    if before and before.answers.exists():
        _keep_meaning(before, question, options)
    on = question.asks_if
    if on and (on.step >= question.step or on.questionnaire_id != question.questionnaire_id):
        raise BadCondition(_("A question can only depend on a question of an earlier step."))
    if before and before.step < question.step and _dependants(question).filter(step__lte=question.step):
        raise BadCondition(_("Other questions depend on this one: keep it in an earlier step."))
    if before is None:
        last = question.questionnaire.questions.aggregate(last=Max("position"))["last"]
        question.position = (last or 0) + 1
    question.save()
    if question.has_options:
        _save_options(question, options)
    log.info("question saved id=%s form=%s", question.pk, question.questionnaire_id)
    return question


def _dependants(question: Question) -> QuerySet[Question]:
    return Question.objects.filter(asks_if=question.pk, retired_at=None)


def _keep_meaning(before: Question, now: Question, options: Sequence[dict[str, str]]) -> None:
    """Raises Answered unless only what leaves the meaning alone has changed."""
    same = all(
        getattr(before, name) == getattr(now, name) for name in ("kind", "field_id", "low", "high")
    ) and _says_the_same(before.texts, now.texts, "label")
    held = list(before.options.all())
    if len(options) < len(held) and before.has_options:
        same = False
    for option, texts in zip(held, options, strict=False):
        same = same and all(texts.get(code) == words.get("label") for code, words in option.texts.items())
    if not same:
        raise Answered(_("This question has answers: create a new version instead of changing it."))


def _says_the_same(before: dict[str, dict[str, str]], now: dict[str, dict[str, str]], name: str) -> bool:
    said = {code: words[name] for code, words in before.items() if words.get(name)}
    return all(now.get(code, {}).get(name) == text for code, text in said.items())


def _save_options(question: Question, options: Sequence[dict[str, str]]) -> None:
    held = list(question.options.all())
    for at, texts in enumerate(options):
        option = held[at] if at < len(held) else Option(question=question)
        option.texts = {code: {"label": text} for code, text in texts.items() if text}
        option.position = at
        option.save()
    gone = [option.pk for option in held[len(options) :]]
    Option.objects.filter(pk__in=gone).delete()
    question.quotas.filter(value__in=[str(pk) for pk in gone]).delete()


@transaction.atomic
def copy_question(*, question: Question) -> Question:
    """A new version: asked from now on in place of ``question``, whose answers stay as they are."""
    options = list(question.options.all())
    old, question = question.pk, Question.objects.select_for_update().get(pk=question.pk)
    question.pk, question.retired_at = None, None
    question._state.adding = True
    question.save()
    keys = {}
    for option in options:
        before, option.pk = option.pk, None
        option._state.adding, option.question = True, question
        option.save()
        keys[str(before)] = str(option.pk)
    Question.objects.filter(pk=old).update(retired_at=timezone.now())
    for other in Question.objects.filter(asks_if=old, retired_at=None):
        other.asks_if, other.asks_when = question, [keys.get(one, one) for one in other.asks_when]
        other.save(update_fields=["asks_if", "asks_when"])
    for quota in Quota.objects.filter(question=old):  # with the places that are taken
        quota.question, quota.value = question, keys.get(quota.value, quota.value)
        quota.save(update_fields=["question", "value"])
    log.info("question copied id=%s from=%s", question.pk, old)
    return question


@transaction.atomic
def retire_question(*, question: Question) -> None:
    """Ask it no more, or again. One that nobody answered is deleted. Raises BadCondition."""
    if question.retired_at:
        Question.objects.filter(pk=question.pk).update(retired_at=None)
        return
    if _dependants(question).exists():
        raise BadCondition(_("Other questions depend on this one."))
    if question.answers.exists():
        Question.objects.filter(pk=question.pk).update(retired_at=timezone.now())
    else:
        question.delete()
    log.info("question left out form=%s", question.questionnaire_id)


@transaction.atomic
def move_question(*, question: Question, is_up: bool) -> None:
    row = list(
        question.questionnaire.questions.select_for_update()
        .filter(step=question.step, retired_at=None)
        .order_by("position", "pk")
    )
    at = next(place for place, one in enumerate(row) if one.pk == question.pk)
    to = at - 1 if is_up else at + 1
    if not 0 <= to < len(row):
        return
    row[at], row[to] = row[to], row[at]
    for place, one in enumerate(row):
        one.position = place
    Question.objects.bulk_update(row, ["position"])
