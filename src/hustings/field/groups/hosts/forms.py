"""The form by which hosts change what the public reads of their group."""

from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hustings.field.groups.models import LocalGroup
from hustings.foundation.lib import trap_addresses


class TextForm(forms.Form):
    """Description in the language of the page, place, link."""

    description = forms.CharField(
        label=_("About the group"), max_length=3_000, required=False,
        widget=forms.Textarea({"rows": 6, "maxlength": 3_000}),
    )  # fmt: skip
    place = forms.CharField(label=_("Where it meets"), max_length=200, required=False)
    link = forms.URLField(label=_("Link"), max_length=300, required=False, assume_scheme="https")

    @classmethod
    def of(cls, group: LocalGroup) -> Self:
        language = (get_language() or "")[:2]
        said = group.descriptions.get(language, "")
        return cls(initial={"description": said, "place": group.place, "link": group.link})

    def clean(self) -> dict[str, Any]:
        """No address that is no person's stands on the site."""
        said: dict[str, Any] = super().clean() or {}
        for name, value in said.items():
            if address := trap_addresses.in_text(value, where="host page"):
                self.add_error(name, ValidationError(trap_addresses.refusal(address)))
        return said

    def values(self, group: LocalGroup) -> dict[str, Any]:
        language = (get_language() or "")[:2]
        texts = {**group.descriptions, language: self.cleaned_data["description"].strip()}
        return {
            "descriptions": texts, "place": self.cleaned_data["place"], "link": self.cleaned_data["link"]
        }  # fmt: skip
