"""The shape of a test of versions."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.abtests import measures
from hustings.outreach.abtests.models import ABTest

_LIMITS = {
    MinValueValidator: _("Enter %(limit_value)d or more."),
    MaxValueValidator: _("Enter %(limit_value)d or less."),
}


class TrialForm(forms.ModelForm):  # type: ignore[type-arg]
    """Settings of a test."""

    class Meta:
        model = ABTest
        fields = ABTest.SETTINGS
        widgets: ClassVar = {"chooser": forms.RadioSelect, "otherwise": forms.RadioSelect}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("size", "hours"):
            self._limit(name)
        kept = [each for each in measures.offered(Campaign.current()) if each.decides]
        self.fields["measure"] = forms.ChoiceField(
            label=self.fields["measure"].label, choices=[(each.key, each.best) for each in kept]
        )

    def _limit(self, name: str) -> None:
        """Say in our words what the model allows, in the field and to the browser."""
        model_field: Any = ABTest._meta.get_field(name)
        field, kept = self.fields[name], model_field.validators
        least, most = (next(each.limit_value for each in kept if type(each) is kind) for kind in _LIMITS)
        field.validators = [
            kind(limit, _LIMITS[kind]) for kind, limit in zip(_LIMITS, (least, most), strict=True)
        ]
        field.widget.attrs |= {"min": least, "max": most}

    def clean(self) -> dict[str, Any]:
        """A share is at most the whole."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("unit") == ABTest.Unit.PERCENT and said.get("size", 0) > 100:
            self.add_error("size", _("Enter 100 or less."))
        return said
