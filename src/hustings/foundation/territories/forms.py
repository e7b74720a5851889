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
        label=gettext_lazy("Made of"),
        required=False,
        help_text=gettext_lazy("Everything that lies in these territories lies in this one."),
    )
    parent = ZoneField(
        label=gettext_lazy("Lies in"),
        required=False,
        help_text=gettext_lazy("For an area that is on no map, such as a quarter: the territory around it."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("members") and not cleaned.get("parent"):
            self.add_error(
                "members", _("Choose at least one territory that it is made of, or one that it lies in.")
            )
        return cleaned
