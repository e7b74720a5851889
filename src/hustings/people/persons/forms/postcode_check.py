"""Postcodes that a country can't have are asked about."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from hustings.foundation.territories import postcodes


class PostcodeForm(forms.Form):
    """To inherit from, with a ``postcode`` and perhaps a ``country``; without one it is France."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        code, country = cleaned.get("postcode", ""), cleaned.get("country") or "FR"
        if "country" not in self.errors and not postcodes.is_possible(code, country):
            words = _("“%(code)s” is not a postcode in France. Correct it, or enter another country.")
            if "country" not in self.fields:
                words = _("“%(code)s” is not a postcode in France. Correct it, or leave it blank.")
            self.add_error("postcode", words % {"code": code})
        return cleaned
