"""The way through a form: which questions come next, by what was typed before. No cookie, nothing kept."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core import signing
from django.http import QueryDict

from hustings.site.forms.answering import kinds
from hustings.site.forms.models import Question, Questionnaire

SALT = "hustings.site.forms.typed"
MOST_TICKED = 1_000  # choices of one question: more can not be made, see ``choice_lines.MOST``
LONGEST = 200_000  # characters of one answer on its way: too long is said, and nothing is cut off unseen
Typed = dict[str, list[str]]


def questions_of(questionnaire: Questionnaire) -> list[Question]:
    """Those that are asked now, in their order, with all they need."""
    found = questionnaire.questions.filter(retired_at=None)
    return list(found.select_related("asks_if", "field").prefetch_related("options", "field__options"))


def asked(questions: Iterable[Question], typed: Mapping[str, list[str]]) -> list[Question]:
    """Those whose condition holds. What depends on a question that isn't asked isn't asked, either."""
    found: list[Question] = []
    said: Typed = {}
    for question in questions:
        if kinds.is_asked(question, said):
            found.append(question)
            said[question.name] = typed.get(question.name, [])
    return found


def numbers(questions: Sequence[Question], typed: Mapping[str, list[str]]) -> list[int]:
    """The steps of this way; the last one is always gone, since it asks who answers."""
    last = max((question.step for question in questions), default=1)
    return sorted({question.step for question in asked(questions, typed)} | {last})


def written(typed: Typed) -> str:
    return signing.dumps(typed, salt=SALT, compress=True)


def read(text: str) -> Typed:
    """What ``written`` wrote; nothing where it is none of ours."""
    try:
        found: Any = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def with_step(typed: Typed, names: Iterable[str], posted: QueryDict) -> Typed:
    """What was typed before, and the inputs ``names`` as they are now."""
    found = dict(typed)
    for name in names:
        found.pop(name, None)
        if values := [value[:LONGEST] for value in posted.getlist(name)[:MOST_TICKED] if value]:
            found[name] = values
    return found


def data(typed: Typed) -> QueryDict:
    found = QueryDict(mutable=True)
    for name, values in typed.items():
        found.setlist(name, values)
    return found
