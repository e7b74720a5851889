"""Each kind of question as an input, and its answer as rows."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.people.persons import field_values
from hustings.people.persons.forms.own_fields import input_of
from hustings.people.persons.models import Field
from hustings.site.forms.answering import shuffle
from hustings.site.forms.models import Question

Kind = Question.Kind
SHORT, LONG = 500, 5_000
YES_NO = [("yes", _("yes")), ("no", _("no"))]
MOST = 10**12


def field_of(question: Question, seed: str = "") -> forms.Field:
    """The input of a question; ``options`` and ``field`` should be there. ``seed``: see ``mixing``."""
    ours = question.field if question.kind == Kind.FIELD else None
    found = input_of(ours) if ours else plain(question.kind, _options(question, seed))
    return worded(found, question.label, question.hint, is_required=question.is_required)


def worded(found: forms.Field, label: str, hint: str, *, is_required: bool) -> forms.Field:
    """The input with the words of its question."""
    found.label, found.required = label, is_required
    found.widget.is_required = is_required
    found.help_text = hint or found.help_text
    return found


def plain(kind: str, options: Sequence[tuple[str, Any]] = ()) -> forms.Field:
    """The input of a kind, without words. ``options``: values and labels to choose among."""
    if kind == Kind.MANY:
        return forms.MultipleChoiceField(choices=options, required=False, widget=forms.CheckboxSelectMultiple)
    if kind in {Kind.ONE, Kind.YES_NO, Kind.SCALE}:
        return forms.ChoiceField(choices=options, required=False, widget=forms.RadioSelect)
    if kind == Kind.DATE:
        return forms.DateField(widget=DayInput())
    if kind == Kind.NUMBER:
        number = forms.TextInput({"inputmode": "decimal"})
        return forms.DecimalField(
            localize=True, max_digits=16, decimal_places=4, max_value=MOST, min_value=-MOST, widget=number
        )
    if kind == Kind.LONG:
        return forms.CharField(max_length=LONG, widget=forms.Textarea({"rows": 5}))
    return forms.CharField(max_length=SHORT)


def _options(question: Question, seed: str) -> list[tuple[str, Any]]:
    if question.kind == Kind.YES_NO:
        return list(YES_NO)
    if question.kind == Kind.SCALE:
        return [(str(n), str(n)) for n in range(question.low, question.high + 1)]
    if not question.has_options:
        return []
    return [(str(option.pk), str(option)) for option in shuffle.options(question, seed)]


def choices(question: Question) -> list[tuple[str, Any]]:
    return _options(question, "")


def check(question: Question, value: Any) -> None:
    """Refuse what the campaign's own field would not hold."""
    if question.kind == Kind.FIELD and question.field:
        try:
            field_values.read(question.field, value)
        except field_values.BadValue as bad:
            raise ValidationError(str(bad)) from bad


def rows(question: Question, value: Any) -> Iterator[dict[str, Any]]:
    """The columns of each Answer that holds a cleaned ``value``; none for no answer."""
    if value in (None, "", []):
        return
    if question.has_options:
        for chosen in value if isinstance(value, list) else [value]:
            yield {"option_id": int(chosen)}
    elif question.kind == Kind.YES_NO:
        yield {"number": Decimal(value == "yes")}
    elif question.kind in {Kind.SCALE, Kind.NUMBER}:
        yield {"number": Decimal(value)}
    elif question.kind == Kind.DATE:
        yield {"date": value}
    elif question.kind == Kind.FIELD and question.field:
        typed = field_values.read(question.field, value)
        yield {"text": _kept(question.field, typed)}
    else:
        yield {"text": str(value)}


def _kept(field: Field, typed: Any) -> str:
    return (
        field_values.written(typed).replace(", ", ",") if field.has_options else field_values.written(typed)
    )


def is_asked(question: Question, typed: Mapping[str, list[str]]) -> bool:
    """Whether its condition holds, by what was typed before; ``asks_if`` should be there."""
    if question.asks_if is None:
        return True
    return bool(set(typed.get(question.asks_if.name, [])) & set(question.asks_when))
