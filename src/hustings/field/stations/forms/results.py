"""Forms of stations, past elections and files of results."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.stations import codes
from hustings.field.stations.models import PastElection, ResultFile
from hustings.foundation.hq import filters
from hustings.foundation.lib.fields.day_fields import DayInput


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


class ElectionForm(forms.ModelForm):  # type: ignore[type-arg]
    """A round of an election that is over."""

    class Meta:
        model = PastElection
        fields = ["name", "held_on"]
        widgets = {"held_on": DayInput}

    def clean_held_on(self) -> Any:
        """A day that is past."""
        if (day := self.cleaned_data["held_on"]) > timezone.localdate():
            raise forms.ValidationError(_("Enter a day in the past."))
        return day


class ResultsForm(forms.Form):
    """A file of results of one election."""

    file = forms.FileField(
        label=_("CSV or Excel file"),
        help_text=_("One line per polling station, as the ministry of the interior publishes it"),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.gz,.xlsx"}),
    )
    named = forms.ChoiceField(
        label=_("Add up votes by"), choices=ResultFile.Named, widget=forms.RadioSelect,
        initial=ResultFile.Named.NAME,
        help_text=_("By political label where candidates differ from one constituency to the next"),
    )  # fmt: skip
