"""Filters of a list, read from its address; they work without a script."""

from typing import Any, TypeVar

from django import forms
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


class FilterForm(forms.Form):
    """Fields of the bar above a list. An empty choice may mean something; a wrong one filters nothing."""

    def narrow(self, rows: QuerySet[Row], said: dict[str, Any]) -> QuerySet[Row]:
        """The rows that ``said``, the fields' values, leaves."""
        raise NotImplementedError

    @property
    def said(self) -> dict[str, Any]:
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}
