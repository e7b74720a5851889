"""HQ's forms of moderation."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.deliberation.moderation.models import Reason, Verdict
from hustings.foundation.hq import filters
from hustings.foundation.lib.web import query_params


class RulingForm(forms.Form):
    """A decision: what hides needs a reason."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"), choices=Reason, required=False, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("Details, for the author and the public"), required=False, max_length=1_000,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
    verdict = forms.ChoiceField(choices=Verdict, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        reasons: Any = self.fields["reason"]
        reasons.choices = [
            (value, str(label)[:1].upper() + str(label)[1:]) for value, label in Reason.choices
        ]


class BarForm(forms.Form):
    """Why somebody may not take part any more."""

    why = forms.CharField(label=gettext_lazy("Why, for the team"), required=False, max_length=300)


class ParticipantFilter(filters.FilterForm):
    """One by pseudonym or number; or all who are barred."""

    q = forms.CharField(label=gettext_lazy("Pseudonym or number"), required=False, max_length=80)
    state = forms.ChoiceField(
        label=gettext_lazy("Status"), required=False,
        choices=[("", gettext_lazy("all")), ("barred", gettext_lazy("excluded"))],
    )  # fmt: skip

    def narrow(self, rows: Any, said: dict[str, Any]) -> Any:
        if said["state"]:
            rows = rows.exclude(barred_at=None)
        if number := query_params.key(said["q"]):
            return rows.filter(number=number)
        return rows.filter(pseudonym__icontains=said["q"]) if said["q"] else rows


class GroupingForm(forms.Form):
    """Contributions that say the same, by their numbers, that which stands for all first."""

    items = forms.CharField(
        label=gettext_lazy("Numbers of the contributions"), max_length=2_000,
        help_text=gettext_lazy("The first stands for all in lists. A number is in the address of its page."),
    )  # fmt: skip

    def clean_items(self) -> list[int]:
        """Keys, each once."""
        typed = self.cleaned_data["items"].replace(",", " ").split()
        keys = [query_params.key(each.strip("#/").rsplit("/", 1)[-1]) for each in typed]
        if None in keys or len(set(keys)) < 2:
            raise forms.ValidationError(_("Enter at least two numbers, like 120 345."))
        return list(dict.fromkeys(key for key in keys if key))
