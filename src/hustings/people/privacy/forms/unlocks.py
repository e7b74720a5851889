"""Form of an unlock, before contact data is shown."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

MINUTES = [
    (15, _("a quarter of an hour")),
    (60, _("an hour")),
    (240, _("four hours")),
    (480, _("eight hours")),
]


class UnlockForm(forms.Form):
    reason = forms.CharField(
        label=_("What for"),
        max_length=300,
        help_text=_("Such as: phone round for Saturday's market. Directors read it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    minutes = forms.TypedChoiceField(label=_("How long"), choices=MINUTES, initial=60, coerce=int)
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def lasts(self) -> timedelta:
        return timedelta(minutes=self.cleaned_data["minutes"])
