"""Questions as inputs of a form, and what was typed as answers of a registration."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms

from hustings.field.registrations.models import EventQuestion
from hustings.field.registrations.models.questions import Kind
from hustings.field.registrations.questions.retention import MONTHS
from hustings.site.forms.answering import kinds

Answers = Mapping[str, Any]


class Asking(forms.Form):
    """A form that asks the questions of an event, beside what else it asks."""

    questions: list[EventQuestion]

    def ask(self, questions: Iterable[EventQuestion], answers: Answers | None = None) -> None:
        """Add an input for each question, filled with what was answered before."""
        self.questions = list(questions)
        for one in self.questions:
            found = _number(one) if one.kind == Kind.NUMBER else kinds.plain(one.kind, one.choices)
            self.fields[_name(one)] = kinds.worded(found, str(one), one.hint, is_required=one.is_required)
            if answers and one.key in answers:
                self.initial[_name(one)] = _first(one, answers[one.key])

    months_kept = MONTHS

    @property
    def asked_fields(self) -> list[tuple[EventQuestion, forms.BoundField]]:
        return [(one, self[_name(one)]) for one in self.questions]

    @property
    def answers(self) -> dict[str, Any]:
        """Answers by key; none for what was left blank."""
        typed = {one.key: self.cleaned_data.get(_name(one)) for one in self.questions}
        return {key: _kept(value) for key, value in typed.items() if value not in (None, "", [])}


def _number(question: EventQuestion) -> forms.Field:
    """A number within the bounds that were set."""
    least = -kinds.MOST if question.least is None else question.least
    most = kinds.MOST if question.most is None else question.most
    return forms.DecimalField(
        localize=True, max_digits=16, decimal_places=0 if question.is_whole else 4, min_value=least,
        max_value=most, widget=forms.TextInput({"inputmode": "numeric" if question.is_whole else "decimal"}),
    )  # fmt: skip


def _name(question: EventQuestion) -> str:
    return f"q_{question.key}"


def _first(question: EventQuestion, answer: Any) -> Any:
    return Decimal(answer) if question.kind == Kind.NUMBER else answer


def _kept(value: Any) -> Any:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value
