"""Form of the groups of readers that are told apart."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.fields.row_fields import RowsField
from hustings.foundation.territories.models import Kind, Zone
from hustings.people.segments.models import Segment

MOST = 5  # segments at once: each is a question of its own


class _ZoneField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, zone: Any) -> str:
        return str(zone.label())


class GroupsForm(forms.Form):
    zone = _ZoneField(Zone.objects.none(), label=_("Territories"), required=False, empty_label="–")
    segment = RowsField(
        Segment.objects.none(), label=_("Segments"), required=False, help_text=_("Up to five.")
    )

    def __init__(self, user: Any, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        zone: Any = self.fields["zone"]
        segment: Any = self.fields["segment"]
        wide = Zone.objects.labelled().of_kind(Kind.COUNTRY, Kind.REGION, Kind.DEPARTMENT, Kind.FREE)
        zone.queryset = wide.order_by("parent_id", "name_key", "pk")
        segment.queryset = Segment.objects.visible_to(user)

    def said(self) -> tuple[Zone | None, Sequence[Segment]]:
        """What was chosen; a mistake chooses nothing."""
        self.is_valid()
        return self.cleaned_data.get("zone"), list(self.cleaned_data.get("segment") or [])[:MOST]
