"""The shape of what a host types about an event of their group, on the public site."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hustings.field.events import clocks
from hustings.field.events.forms.events import LocalMoment
from hustings.field.events.models import Event, Kind, kinds
from hustings.field.groups.models import LocalGroup
from hustings.foundation.elections import zone_clocks
from hustings.foundation.lib import trap_addresses
from hustings.foundation.territories import addresses
from hustings.foundation.territories.addresses import Typed
from hustings.foundation.territories.models import Zone

TEXTS = {"title": "titles", "description": "descriptions"}
PLAIN = ("kind", "place", "address", "online_at", "is_link_private")


class ProposalForm(forms.Form):
    """In the language of the page; moments by the clock of the group's territory."""

    title = forms.CharField(label=_("Title"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"), choices=kinds.choices, initial=Kind.MEETING)
    starts_at = LocalMoment(label=_("Starts"))
    ends_at = LocalMoment(label=_("Ends"), required=False)
    place = forms.CharField(
        label=_("Venue"), max_length=200, required=False,
        help_text=_("Enter a venue, an address or a web address: at least one of them."),
    )  # fmt: skip
    address = forms.CharField(
        label=_("Address"), max_length=300, required=False, help_text=_("No home address: it is public.")
    )
    online_at = forms.URLField(
        label=_("Web address"), max_length=300, required=False, assume_scheme="https",
        help_text=_("For online or hybrid events"),
    )  # fmt: skip
    is_link_private = forms.BooleanField(
        label=_("Show the web address only to participants"), required=False, initial=True
    )
    capacity = forms.IntegerField(
        label=_("Seats"), required=False, min_value=1, max_value=100_000,
        help_text=_("Leave blank for no limit"),
    )  # fmt: skip
    description = forms.CharField(
        label=_("Description"), max_length=5_000, required=False, widget=forms.Textarea({"rows": 6})
    )

    def __init__(self, *args: Any, group: LocalGroup, event: Event | None = None, **more: Any) -> None:
        self.clock = event.time_zone if event else zone_clocks.of(group.zone)[0]
        self.language = (get_language() or "")[:2]
        self.event = event
        if event:
            more.setdefault("initial", self._first(event))
        super().__init__(*args, **more)

    def _first(self, event: Event) -> dict[str, Any]:
        held = event.shifts.first()
        return {
            **{name: getattr(event, name) for name in PLAIN},
            **{name: getattr(event, column).get(self.language, "") for name, column in TEXTS.items()},
            "starts_at": event.begins.replace(tzinfo=None), "capacity": held and held.capacity,
            "ends_at": event.ends and event.ends.replace(tzinfo=None),
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Moments in their order, somewhere to be, and no address that is no person's."""
        said: dict[str, Any] = super().clean() or {}
        for name in ("starts_at", "ends_at"):
            if said.get(name):
                try:
                    said[name] = clocks.moment(said[name], self.clock)
                except clocks.NoSuchHour as none:
                    self.add_error(name, str(none))
        begins, ends = said.get("starts_at"), said.get("ends_at")
        are_wrong = {"starts_at", "ends_at"} & self.errors.keys()
        if begins and ends and not are_wrong and (words := clocks.wrong_end(begins, ends)):
            self.add_error("ends_at", words)
        if begins and not are_wrong and begins < dt.datetime.now(dt.UTC):
            self.add_error("starts_at", _("This is past. Choose a later time."))
        if not any(said.get(name) for name in ("place", "address", "online_at")):
            self.add_error("place", _("Enter a town, an address, a venue or a web address."))
        if said.get("address") and not self._is_address(said["address"]):
            missing = _(
                "Enter a street with its number, or a town. For a name such as “Town hall”, use “Venue”."
            )
            self.add_error("address", missing)
        for name in ("title", "description", "place", "address"):
            if address := trap_addresses.in_text(said.get(name, ""), where="event of a host"):
                self.add_error(name, ValidationError(trap_addresses.refusal(address)))
        return said

    def _is_address(self, text: str) -> bool:
        """It has a number, as of a house or a postcode, or names towns that are known; or stays as it was."""
        if any(letter.isdigit() for letter in text) or (self.event and text == self.event.address):
            return True
        return not Zone.objects.exists() or bool(addresses.find(Typed.read(text)).zones)

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        values = {name: said[name] for name in (*PLAIN, "starts_at", "ends_at")}
        for name, column in TEXTS.items():
            texts = dict(getattr(self.event, column)) if self.event else {}
            texts[self.language] = " ".join(said[name].split()) if name == "title" else said[name].strip()
            values[column] = {code: text for code, text in texts.items() if text}
        return values | {"time_zone": self.clock}
