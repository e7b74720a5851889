"""The shape of what a host types about an event of their group, on the public site."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hustings.field.events.forms.moments import MomentsForm, first_moments
from hustings.field.events.models import Audience, Event, Kind, kinds
from hustings.field.groups.models import LocalGroup
from hustings.foundation.elections import zone_clocks
from hustings.foundation.lib import trap_addresses
from hustings.foundation.territories import addresses
from hustings.foundation.territories.addresses import Typed
from hustings.foundation.territories.models import Zone

TEXTS = {"title": "titles", "description": "descriptions"}
PLAIN = ("kind", "audience", "is_all_day", "place", "address", "online_at", "is_link_private", "link")
_WEEK = dt.timedelta(days=7)


class ProposalForm(MomentsForm):
    """In the language of the page; moments by the clock of the group's territory.

    ``event``: the one to change. ``like``: the one to copy, first shown a week or some weeks later.
    """

    title = forms.CharField(label=_("Title"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"), choices=kinds.choices, initial=Kind.MEETING)
    audience = forms.ChoiceField(label=_("Open to"), choices=Audience, initial=Audience.EVERYBODY)
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
    link = forms.URLField(
        label=_("Link"), max_length=300, required=False, assume_scheme="https",
        help_text=_("For more information"),
    )  # fmt: skip
    field_order = [
        "title", "kind", "audience", "is_all_day", "starts_at", "ends_at", "place", "address", "online_at",
        "is_link_private", "capacity", "description", "link", "scope",
    ]  # fmt: skip

    def __init__(
        self,
        *args: Any,
        group: LocalGroup,
        event: Event | None = None,
        like: Event | None = None,
        first: dict[str, Any] | None = None,
        **more: Any,
    ) -> None:
        self.kept, self.event = event or like, event
        self.clock = self.kept.time_zone if self.kept else zone_clocks.of(group.zone)[0]
        self.language = (get_language() or "")[:2]
        if self.kept:
            more["initial"] = self._first(self.kept, is_copy=like is not None) | (first or {})
        super().__init__(*args, **more)
        if self.kept:
            self.fields["kind"].choices = kinds.choices(self.kept.kind)  # type: ignore[attr-defined] # a ChoiceField
        self.fit_dates(self.kept)
        if like:
            self.fields.pop("scope", None)
        self.fit_moments(self.kept)
        self.order_moments(self.field_order)

    def clock_typed(self) -> str:
        return self.clock

    def _first(self, event: Event, *, is_copy: bool) -> dict[str, Any]:
        first = first_moments(event)
        if is_copy:
            weeks = max((timezone.now() - event.starts_at) // _WEEK + 1, 1)
            for name in ("starts_at", "ends_at"):
                first[name] = first[name] and first[name] + weeks * _WEEK
        return {
            **{name: getattr(event, name) for name in PLAIN},
            **{name: getattr(event, column).get(self.language, "") for name, column in TEXTS.items()},
            **first,
        }

    def clean(self) -> dict[str, Any]:
        """Moments in their order, somewhere to be, and no address that is no person's."""
        said: dict[str, Any] = super().clean() or {}
        self.take_moments(said, self.clock)
        if not {"starts_at", "ends_at"} & self.errors.keys() and not self.check_order(said):
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
        if any(letter.isdigit() for letter in text) or (self.kept and text == self.kept.address):
            return True
        return not Zone.objects.exists() or bool(addresses.find(Typed.read(text)).zones)

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        values = {name: said[name] for name in (*PLAIN, "starts_at", "ends_at")}
        for name, column in TEXTS.items():
            texts = dict(getattr(self.kept, column)) if self.kept else {}
            texts[self.language] = " ".join(said[name].split()) if name == "title" else said[name].strip()
            values[column] = {code: text for code, text in texts.items() if text}
        if self.kept:
            is_there = said["address"] == self.kept.address  # the pin, else, was that of the old one
            for name in ("latitude", "longitude"):
                values[name] = getattr(self.kept, name) if is_there else None
        return values | {"time_zone": self.clock}
