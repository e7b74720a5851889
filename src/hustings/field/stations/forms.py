"""Shapes of what is typed about polling stations."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.field.stations import codes
from hustings.foundation.hq import filters


class FilterForm(filters.FilterForm):
    """Filters of the list of stations."""

    municipality = forms.CharField(
        label=_("Municipality"), required=False, max_length=100, help_text=_("Name or code")
    )
    q = forms.CharField(label=_("Name or number"), required=False, max_length=100)

    def narrow(self, rows: QuerySet[Any], said: dict[str, Any]) -> QuerySet[Any]:
        found: Any = rows
        narrowed: QuerySet[Any] = found.of(said["municipality"]).search(said["q"])
        return narrowed


class StationForm(forms.Form):
    """One station, entered by hand."""

    municipality = forms.CharField(
        label=_("Code of the municipality"),
        max_length=codes.LONGEST,
        help_text=_("In France, its INSEE code"),
    )
    number = forms.CharField(label=_("Number"), max_length=codes.LONGEST)
    name = forms.CharField(label=_("Name"), required=False, max_length=200)
