"""The forms of HQ."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.territories.fields import ZoneField, ZonesField


class FreeZoneForm(forms.Form):
    """A custom area: a name, and what it is made of or where it lies."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    members = ZonesField(
        label=gettext_lazy("Made up of"),
        required=False,
        help_text=gettext_lazy("Everything inside these territories is inside this one."),
    )
    parent = ZoneField(
        label=gettext_lazy("Inside"),
        required=False,
        help_text=gettext_lazy(
            "For a place that isn’t in the list, like a neighbourhood: the territory around it."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("members") and not cleaned.get("parent"):
            self.add_error(
                "members", _("Choose at least one territory it’s made up of, or the one it’s inside.")
            )
        return cleaned
