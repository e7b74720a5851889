"""Answers of an application to the questions of its round: the inputs, and what was said in words."""

from collections.abc import Iterable, Sequence
from typing import Any

from hustings.networks.initiatives.models import Application, Round
from hustings.networks.initiatives.packs import names
from hustings.people.signups.public_forms import typed_answers
from hustings.site.forms.answering import kinds, steps
from hustings.site.forms.models import Question


def questions_of(round_: Round) -> list[Question]:
    """Those asked now, with all they need."""
    return steps.questions_of(round_.questionnaire)


def said(row: Application, questions: Sequence[Question]) -> list[tuple[Question, str]]:
    """Each question that was asked, and the answer in words."""
    return [
        (each, typed_answers.said(kinds.field_of(each), _value(row, each)))
        for each in steps.asked(questions, row.answers)
    ]


def _value(row: Application, question: Question) -> Any:
    found = row.answers.get(question.name, [])
    return found if question.kind == Question.Kind.MANY else next(iter(found), "")


def blind(row: Application, questions: Sequence[Question], cut: Iterable[str]) -> list[tuple[Question, str]]:
    """The same for jurors of a blind round: without hidden questions and names."""
    hidden, cut = set(row.round.hidden), list(cut)
    return [(each, names.cut(text, cut)) for each, text in said(row, questions) if each.pk not in hidden]
