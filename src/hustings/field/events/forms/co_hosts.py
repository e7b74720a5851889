"""The shape of what is typed about groups that hold an event."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.events.models import Event
from hustings.field.events.rights import CHANGE_EVENTS
from hustings.field.groups.models import LocalGroup
from hustings.foundation.accounts import access
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.territories.models import Zone


def group_named(text: str, user: Any, zone: Zone | None) -> LocalGroup:
    """The open group of this name in territories of the user's; of several, the one of this territory."""
    known = LocalGroup.objects.filter(name_key=fold(text), closed_at=None)
    found = list(access.within(known, user, CHANGE_EVENTS)[:20])
    if not found:
        words = _("You have no local group with this name. Leave it blank, or create the group.")
        raise forms.ValidationError(words)
    same = [each for each in found if zone and each.zone_id == zone.pk]
    if len(found) > 1 and len(same) != 1:
        raise forms.ValidationError(_("Several groups have this name. Choose the group’s territory."))
    return (same or found)[0]


class CoHostForm(forms.Form):
    """A second group, by its name."""

    group = forms.CharField(label=gettext_lazy("Co-hosting group"), max_length=120)

    def __init__(self, *args: Any, user: Any, event: Event, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user, self.event = user, event

    def clean_group(self) -> LocalGroup:
        return group_named(self.cleaned_data["group"], self.user, self.event.zone)
