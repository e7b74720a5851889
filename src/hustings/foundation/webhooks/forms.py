"""The form of a webhook."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.webhooks import addresses
from hustings.foundation.webhooks.actions import TEST
from hustings.foundation.webhooks.events import events, may_see_people
from hustings.foundation.webhooks.models import Endpoint


def choices() -> list[tuple[str, str]]:
    """The events by their words, each with its name for machines."""
    found = [(each.name, f"{each.words} ({each.name})") for each in events.all() if each.name != TEST]
    return sorted(found)


class EndpointForm(forms.ModelForm):  # type: ignore[type-arg]
    events = forms.MultipleChoiceField(
        label=gettext_lazy("Events"), choices=choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Endpoint
        fields = ["name", "url", "events", "with_people"]
        help_texts = {
            "name": gettext_lazy("The tool, and what it does with it"),
            "url": gettext_lazy("Given by the other tool, starting with https://"),
            "with_people": gettext_lazy(
                "If not ticked, only ID numbers are sent. Your privacy notice names the service."
            ),
        }

    def __init__(self, *sent: Any, user: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        self.user = user

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"]).strip()
        if words := addresses.refusal(url):
            raise forms.ValidationError(words)
        return url

    def clean_with_people(self) -> bool:
        if self.cleaned_data["with_people"] and not may_see_people(self.user):
            raise forms.ValidationError(_("Only those who may export people can send their data."))
        return bool(self.cleaned_data["with_people"])
