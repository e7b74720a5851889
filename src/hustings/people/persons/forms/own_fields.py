"""The campaign's own fields as inputs, each by its kind: on the record and on people's own page."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.people.persons import field_values
from hustings.people.persons.models import Field, Person

UNKNOWN = _("unknown")
DAY = DayInput()


class OwnFieldsForm(forms.Form):
    """A form that also holds some of the campaign's own fields, ``kept``, of one person."""

    def __init__(
        self, *args: Any, person: Person, kept: QuerySet[Field], empty: Any = UNKNOWN, **more: Any
    ) -> None:
        held = field_values.typed(person.field_values.select_related("field", "option"))
        self.kept = list(kept.prefetch_related("options"))
        theirs = {_name(field): _initial(held.get(field.pk)) for field in self.kept}
        more["initial"] = more.get("initial", {}) | theirs
        super().__init__(*args, **more)
        for field in self.kept:
            self.fields[_name(field)] = _form_field(field, held.get(field.pk), empty)

    def clean(self) -> dict[str, Any]:
        """Each own field by its kind."""
        cleaned: dict[str, Any] = super().clean() or {}
        for field in self.kept:
            try:
                field_values.read(field, cleaned.get(_name(field)))
            except field_values.BadValue as bad:
                self.add_error(_name(field), str(bad))
        return cleaned

    def own_fields(self) -> list[tuple[Field, Any]]:
        return [(field, self.cleaned_data[_name(field)]) for field in self.kept]


def inputs(fields: QuerySet[Field]) -> dict[str, forms.Field]:
    """The input of each, by its name."""
    return {_name(field): input_of(field) for field in fields.prefetch_related("options")}


def _name(field: Field) -> str:
    return f"field-{field.slug}"


def _initial(held: Any) -> Any:
    return list(map(field_values.written, held)) if isinstance(held, list) else field_values.written(held)


def _form_field(field: Field, held: Any, empty: Any) -> forms.Field:
    """The input of a field for somebody who holds ``held``; ``empty`` is the word for no answer."""
    found = _input(field, held, empty)
    found.help_text = field.help_text
    return found


def input_of(field: Field) -> forms.Field:
    """The input of a field for somebody of whom nothing is known yet."""
    return _form_field(field, None, "–")


def _input(field: Field, held: Any, empty: Any) -> forms.Field:
    if field.has_options:
        return _options(field, held if isinstance(held, list) else [held], empty)
    if field.kind == Field.Kind.LONG_TEXT:
        widget: forms.Widget | None = forms.Textarea(attrs={"rows": 4})
        return forms.CharField(
            label=field.label, required=False, max_length=field_values.LONGEST_TEXT, widget=widget
        )
    if field.kind == Field.Kind.YES_NO:
        answers = [("", empty), ("yes", _("yes")), ("no", _("no"))]
        return forms.ChoiceField(label=field.label, required=False, choices=answers)
    widget = DAY if field.kind == Field.Kind.DATE else None
    if field.kind == Field.Kind.NUMBER:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
    return forms.CharField(label=field.label, required=False, max_length=field_values.LONGEST, widget=widget)


def _options(field: Field, held: list[Any], empty: Any) -> forms.Field:
    there = [option for option in field.options.all() if option.is_listed or option in held]
    choices = [(option.slug, option.label) for option in there]
    if field.kind == Field.Kind.CHOICES:
        return forms.MultipleChoiceField(
            label=field.label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple
        )
    return forms.ChoiceField(label=field.label, required=False, choices=[("", empty), *choices])
