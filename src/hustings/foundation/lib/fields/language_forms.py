"""Forms with some texts in each language of the site."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


def main_first() -> list[tuple[str, Any]]:
    """The site's languages with their names: first the one in which the campaign writes first."""
    return sorted(settings.LANGUAGES, key=lambda each: each[0] != settings.LANGUAGE_CODE)


class InLanguages(forms.Form):
    """A form with some texts in each language of the site, called ``title_fr``, ``title_en`` and so on."""

    texts: dict[str, tuple[Any, int, bool]] = {}  # name -> label, longest, whether of several lines
    needed: frozenset[str] = frozenset()  # in the site's first language

    def _add_texts(self, kept: Mapping[str, Mapping[str, str]]) -> None:
        for name, (label, longest, is_long) in self.texts.items():
            for code, language in main_first():
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=_("%(what)s (%(language)s)") % {"what": label, "language": language},
                    max_length=longest, initial=kept.get(name, {}).get(code, ""),
                    required=name in self.needed and code == settings.LANGUAGE_CODE,
                    widget=forms.Textarea({"rows": 4}) if is_long else forms.TextInput(),
                )  # fmt: skip

    def said(self, name: str) -> dict[str, str]:
        """A text by language."""
        codes = [code for code, _language in settings.LANGUAGES]
        typed = {code: self.cleaned_data.get(f"{name}_{code}", "").strip() for code in codes}
        if name in self.texts and not self.texts[name][2]:
            typed = {code: " ".join(text.split()) for code, text in typed.items()}
        return {code: text for code, text in typed.items() if text}
