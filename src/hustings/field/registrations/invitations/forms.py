"""The shape of an invitation: neighbours, or a segment."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.events.models import Event
from hustings.people.segments.models import Segment

NEAR, SEGMENT = "near", "segment"


class InvitationForm(forms.Form):
    """Recipients of the mailing."""

    who = forms.ChoiceField(
        label=gettext_lazy("Invite"), widget=forms.RadioSelect, initial=NEAR,
        choices=[(NEAR, gettext_lazy("people nearby")), (SEGMENT, gettext_lazy("a segment"))],
    )  # fmt: skip
    km = forms.DecimalField(
        label=gettext_lazy("Within (km)"), min_value=Decimal("0.5"), max_value=500, max_digits=4,
        decimal_places=1, initial=10, required=False, localize=True,
    )  # fmt: skip
    segment = forms.ModelChoiceField(
        label=gettext_lazy("Segment"), queryset=Segment.objects.none(), required=False, empty_label="–"
    )

    def __init__(self, *args: Any, event: Event, user: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.event = event
        self.fields["segment"].queryset = Segment.objects.visible_to(user)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("who") == SEGMENT and not said.get("segment"):
            self.add_error("segment", _("Choose a segment."))
        if said.get("who") == NEAR and not said.get("km") and "km" not in self.errors:
            self.add_error("km", _("Enter a distance."))
        if said.get("who") == NEAR and self.event.point is None:
            self.add_error("who", _("The event has no place on the map: choose a segment."))
        return said

    @property
    def asked(self) -> dict[str, Any]:
        """Words for ``actions.criteria``."""
        said = self.cleaned_data
        return {"segment": said["segment"]} if said["who"] == SEGMENT else {"km": said["km"]}
