"""The site that may show our forms, as it is typed; and what code is wanted for."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hustings.site.embeds import hosts
from hustings.site.embeds.models import LONGEST

THEMES = [("", _("follow the visitor’s device")), ("light", _("light")), ("dark", _("dark"))]


class HostForm(forms.Form):
    origin = forms.CharField(
        label=_("Address of the site"), max_length=LONGEST,
        help_text=_("As in the browser, like https://www.example.org"),
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "url", "spellcheck": "false"}),
    )  # fmt: skip
    has_subdomains = forms.BooleanField(
        label=_("Include all subdomains"), required=False,
        help_text=_("Only if they own all of them: any page below this name could show your forms."),
    )  # fmt: skip
    note = forms.CharField(label=_("Owner"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if origin := said.get("origin"):
            try:
                hosts.read(origin, has_subdomains=said["has_subdomains"])
            except hosts.BadOrigin as bad:
                self.add_error("origin", str(bad))
        return said


class CodeForm(forms.Form):
    """In which language and colours; what is not said is as it was at first."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, required=False)
    theme = forms.ChoiceField(label=_("Colours"), choices=THEMES, required=False)

    @property
    def chosen(self) -> tuple[str, str]:
        said = self.cleaned_data if self.is_valid() else {}
        return said.get("language") or (get_language() or settings.LANGUAGE_CODE)[:2], said.get("theme") or ""
