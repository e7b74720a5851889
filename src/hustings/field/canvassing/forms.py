"""Forms of walk lists and of the phones that are handed one."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.canvassing import stop_texts
from hustings.field.canvassing.rights import ORGANISE_CANVASSING
from hustings.field.canvassing.stop_texts import BadStops, Stop
from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.territories.fields import ZoneField
from hustings.people.scripts.models import Script

WRONG = {
    "columns": gettext_lazy("Line %(line)s: write address; staircase; floor; door."),
    "long": gettext_lazy("Line %(line)s is too long."),
    "empty": gettext_lazy("Write at least one address."),
    "many": gettext_lazy("At most %(most)s doors fit on a list."),
}
MOST_DAYS = 14


def words_of(bad: BadStops) -> str:
    """Words for a refusal of stops."""
    return WRONG[bad.reason] % {"line": bad.line, "most": stop_texts.MOST_DOORS}


class TurfListForm(forms.Form):
    """A list of a turf's doors."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    script = forms.ModelChoiceField(
        label=gettext_lazy("Script"), queryset=Script.objects.live(), required=False,
        empty_label=gettext_lazy("no questions"),
    )  # fmt: skip


class ListForm(TurfListForm):
    """A new list; whoever organises a territory names one of theirs."""

    field_order = ("name", "zone", "script", "stops")
    zone = ZoneField(label=gettext_lazy("Territory"), required=False)
    stops = forms.CharField(
        label=gettext_lazy("Doors"), max_length=stop_texts.LONGEST,
        widget=forms.Textarea(attrs={"rows": 14, "placeholder": "12 rue des Lilas; A; 2; gauche"}),
        help_text=gettext_lazy(
            "One door a line, in walking order: address; staircase; floor; door. You can paste columns of a"
            " table. An address alone is a house."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user = user

    def clean_stops(self) -> list[Stop]:
        try:
            return stop_texts.read(self.cleaned_data["stops"])
        except BadStops as bad:
            raise forms.ValidationError(words_of(bad)) from bad

    def clean_zone(self) -> Any:
        zone = self.cleaned_data["zone"]
        everywhere = access.everywhere(self.user, ORGANISE_CANVASSING)
        if not everywhere and not (zone and access.may(self.user, ORGANISE_CANVASSING, zone)):
            raise forms.ValidationError(_("Choose one of your territories."))
        return zone


class PhoneForm(forms.Form):
    """One more phone."""

    team = forms.CharField(
        label=gettext_lazy("Team"), max_length=60,
        help_text=gettext_lazy("For example “Team 3”. Everyone with this list sees it."),
    )  # fmt: skip
    days = forms.IntegerField(
        label=gettext_lazy("Days"), min_value=1, max_value=MOST_DAYS, initial=1,
        help_text=gettext_lazy("The phone forgets the list after these."),
    )  # fmt: skip
