"""The form of an API key."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.api_keys import scopes
from hustings.foundation.api_keys.models import ApiKey

_LASTING = [(30, _("30 days")), (90, _("90 days")), (365, _("1 year"))]


class ApiKeyForm(forms.ModelForm):  # type: ignore[type-arg]
    scopes = forms.MultipleChoiceField(label=_("It may"), widget=forms.CheckboxSelectMultiple)
    ends_on = forms.TypedChoiceField(label=_("Valid for"), choices=_LASTING, coerce=int, initial=365)

    class Meta:
        model = ApiKey
        fields = ["name"]

    def __init__(self, *sent: Any, user: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        held = [(each.name, f"{each.words} ({each.name})") for each in scopes.of(user)]
        self.fields["scopes"].choices = held  # type: ignore[attr-defined]

    def clean_ends_on(self) -> date:
        return timezone.localdate() + timedelta(days=self.cleaned_data["ends_on"])
