"""HQ's forms: themes, a coding by two, one contribution's theme."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.deliberation.consultations.models import Consultation
from hustings.deliberation.syntheses import rights
from hustings.deliberation.syntheses.forms.syntheses import WithQuestion
from hustings.deliberation.syntheses.models import Code
from hustings.foundation.accounts.models import User


class CodeForm(forms.Form):
    """A theme."""

    name = forms.CharField(label=gettext_lazy("Theme"), max_length=120)
    about = forms.CharField(label=gettext_lazy("What belongs to it"), max_length=500, required=False)

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class RoundForm(WithQuestion):
    """Two coders, and how many contributions."""

    first = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("First coder"))
    second = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Second coder"))
    wanted = forms.IntegerField(
        label=gettext_lazy("Contributions"), min_value=10, max_value=2_000, initial=120,
        help_text=gettext_lazy("Drawn at random."),
    )  # fmt: skip

    def __init__(self, *args: Any, consultation: Consultation, **more: Any) -> None:
        super().__init__(*args, consultation=consultation, **more)
        team = User.objects.filter(is_active=True)
        may = [user.pk for user in team if rights.writes(user, consultation)]
        for name in ("first", "second"):
            field: Any = self.fields[name]
            field.queryset = team.filter(pk__in=may)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("first") and typed.get("first") == typed.get("second"):
            self.add_error("second", _("Choose two different people."))
        return typed


class ThemeChoice(forms.Form):
    """Theme of one contribution; none of them is a choice, too."""

    item = forms.IntegerField(widget=forms.HiddenInput)
    code = forms.ModelChoiceField(
        Code.objects.none(), label=gettext_lazy("Theme"), required=False, blank=True,
        widget=forms.RadioSelect, empty_label=gettext_lazy("None of these"),
    )  # fmt: skip

    def __init__(self, *args: Any, consultation: Consultation, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["code"]
        field.queryset = Code.objects.filter(consultation=consultation, archived_at=None)
        field.label_from_instance = lambda code: f"{code.name} – {code.about}" if code.about else code.name
