"""Filters of a list, read from its address; they work without a script."""

from typing import Any, TypeVar

from django import forms
from django.db.models import Model, QuerySet
from django.utils.text import capfirst

Row = TypeVar("Row", bound=Model)


class FilterForm(forms.Form):
    """Fields of the bar above a list. An empty choice may mean something; a wrong one finds nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if type(field) is forms.ChoiceField:  # its words are written for the middle of a sentence
                options: Any = field.choices
                field.choices = [(value, capfirst(label)) for value, label in options]

    def narrow(self, rows: QuerySet[Row], said: dict[str, Any]) -> QuerySet[Row]:
        """The rows that ``said``, the fields' values, leaves."""
        raise NotImplementedError

    def found(self, rows: QuerySet[Row]) -> QuerySet[Row]:
        """The rows that were asked for; none where a field is amiss, which says why."""
        return self.narrow(rows, self.said) if self.is_valid() else rows.none()

    @property
    def said(self) -> dict[str, Any]:
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}
