"""The campaign's own fields as inputs, each by its kind: on the record and on people's own page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hustings.people import values
from hustings.people.models import Field

UNKNOWN = _("unknown")
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def initial(held: Any) -> Any:
    """What stands in the input of a typed value."""
    return list(map(values.written, held)) if isinstance(held, list) else values.written(held)


def form_field(field: Field, held: Any, empty: Any = UNKNOWN) -> forms.Field:
    """The input of a field for somebody who holds ``held``; ``empty`` is the word for no answer."""
    found = _input(field, held, empty)
    found.help_text = field.help_text
    return found


def _input(field: Field, held: Any, empty: Any) -> forms.Field:
    if field.has_options:
        return _options(field, held if isinstance(held, list) else [held], empty)
    if field.kind == Field.Kind.LONG_TEXT:
        widget: forms.Widget | None = forms.Textarea(attrs={"rows": 4})
        return forms.CharField(
            label=field.label, required=False, max_length=values.LONGEST_TEXT, widget=widget
        )
    if field.kind == Field.Kind.YES_NO:
        answers = [("", empty), ("yes", _("yes")), ("no", _("no"))]
        return forms.ChoiceField(label=field.label, required=False, choices=answers)
    widget = DAY if field.kind == Field.Kind.DATE else None
    if field.kind == Field.Kind.NUMBER:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
    return forms.CharField(label=field.label, required=False, max_length=values.LONGEST, widget=widget)


def _options(field: Field, held: list[Any], empty: Any) -> forms.Field:
    """Those on offer, and those they have."""
    there = [option for option in field.options.all() if option.is_listed or option in held]
    choices = [(option.slug, option.label) for option in there]
    if field.kind == Field.Kind.CHOICES:
        return forms.MultipleChoiceField(
            label=field.label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple
        )
    return forms.ChoiceField(label=field.label, required=False, choices=[("", empty), *choices])
