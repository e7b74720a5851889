"""The shape of a test of versions."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.abtests import measures
from hustings.outreach.abtests.models import ABTest


class TrialForm(forms.ModelForm):  # type: ignore[type-arg]
    """Settings of a test."""

    class Meta:
        model = ABTest
        fields = ABTest.SETTINGS
        widgets: ClassVar = {"chooser": forms.RadioSelect, "otherwise": forms.RadioSelect}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        kept = [each for each in measures.offered(Campaign.current()) if each.decides]
        self.fields["measure"] = forms.ChoiceField(
            label=self.fields["measure"].label, choices=[(each.key, each.best) for each in kept]
        )

    def clean(self) -> dict[str, Any]:
        """A share is at most the whole."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("unit") == ABTest.Unit.PERCENT and said.get("size", 0) > 100:
            self.add_error("size", _("Enter 100 or less."))
        return said
