"""Form of an unlock, before contact data is shown."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

MINUTES = [
    (15, _("15 minutes")),
    (60, _("1 hour")),
    (240, _("4 hours")),
    (480, _("8 hours")),
]


class UnlockForm(forms.Form):
    reason = forms.CharField(
        label=_("Purpose"),
        max_length=300,
        help_text=_("For example: phone round for Saturday's market. Directors can read it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    minutes = forms.TypedChoiceField(label=_("Duration"), choices=MINUTES, initial=60, coerce=int)
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def lasts(self) -> timedelta:
        return timedelta(minutes=self.cleaned_data["minutes"])
