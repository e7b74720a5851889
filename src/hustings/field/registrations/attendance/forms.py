"""The shape of a search for replacements."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hustings.field.events.models import Event, Shift
from hustings.field.registrations.attendance import cover


class CoverForm(forms.Form):
    """For which shift, and how many are short."""

    shift = forms.ModelChoiceField(label=_("Shift"), queryset=Shift.objects.none(), empty_label=None)
    wanted = forms.IntegerField(label=_("People needed"), min_value=1, max_value=30, initial=2)
    most = forms.IntegerField(label=_("People asked at most"), min_value=1, max_value=cover.MOST, initial=20)

    def __init__(self, *args: Any, event: Event, **more: Any) -> None:
        super().__init__(*args, **more)
        shifts = event.shifts.select_related("event")
        self.fields["shift"].queryset = shifts  # type: ignore[attr-defined] # a ModelChoiceField
        if shifts.count() == 1:
            self.fields["shift"].widget = forms.HiddenInput()
            self.fields["shift"].initial = shifts[0].pk
