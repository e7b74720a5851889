"""The shape of what is typed about dates."""

from contextlib import suppress
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.events.forms.co_hosts import group_named
from hustings.field.events.forms.moments import MomentsForm, first_moments
from hustings.field.events.forms.series import scope_field
from hustings.field.events.models import Audience, Event, EventChange, Kind, kinds
from hustings.field.events.rights import right_of
from hustings.field.groups.forms import PlacedForm, coordinate, town_or_address
from hustings.field.groups.models import LocalGroup
from hustings.foundation.accounts import access
from hustings.foundation.elections import zone_clocks
from hustings.foundation.hq import filters
from hustings.foundation.lib.fields.language_forms import InLanguages
from hustings.foundation.lib.fields.picture_fields import PictureField
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.territories.fields import ZoneField
from hustings.foundation.territories.models import Containment, Zone

MOST_GROUPS = 300  # suggested
PLAIN = [
    "kind", "audience", "is_all_day", "place", "latitude", "longitude", "online_at", "is_link_private",
    "takes_registrations", "link",
]  # fmt: skip


class EventForm(MomentsForm, PlacedForm):
    folded = ("zone", "is_everywhere", "time_zone", "latitude", "longitude", "link")
    texts = {
        "title": (gettext_lazy("Title"), 160, False),
        "description": (gettext_lazy("Description"), 5_000, True),
        "picture_alt": (gettext_lazy("Image description"), 200, False),
    }
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=kinds.choices, initial=Kind.MEETING)
    audience = forms.ChoiceField(label=gettext_lazy("Open to"), choices=Audience, initial=Audience.EVERYBODY)
    place = forms.CharField(label=gettext_lazy("Venue"), max_length=200, required=False)
    address = town_or_address()
    zone = ZoneField(
        label=gettext_lazy("Territory"), required=False,
        help_text=gettext_lazy(
            "Only where the event is for a larger area than its town, such as the whole department."),
    )  # fmt: skip
    is_everywhere = forms.BooleanField(
        label=gettext_lazy("For the whole campaign, not for one territory"), required=False,
    )  # fmt: skip
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), required=False,
        choices=[
            ("", gettext_lazy("that of the place")),
            *((each, each) for each in settings.WAGTAIL_USER_TIME_ZONES),
        ],
    )  # fmt: skip
    latitude = coordinate(gettext_lazy("Latitude"), 90)
    longitude = coordinate(gettext_lazy("Longitude"), 180)
    online_at = forms.URLField(
        label=gettext_lazy("Web address"), max_length=300, required=False, assume_scheme="https",
        help_text=gettext_lazy("For online or hybrid events"),
    )  # fmt: skip
    is_link_private = forms.BooleanField(
        label=gettext_lazy("Show the web address only to participants"), required=False, initial=True
    )
    takes_registrations = forms.BooleanField(
        label=gettext_lazy("Take registrations"), required=False, initial=True
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Seats"), required=False, min_value=1, max_value=1_000_000,
        help_text=gettext_lazy("Leave blank for no limit"),
    )  # fmt: skip
    link = forms.URLField(
        label=gettext_lazy("Link"), max_length=300, required=False, assume_scheme="https",
        help_text=gettext_lazy("For more information"),
    )  # fmt: skip
    group = forms.CharField(
        label=gettext_lazy("Local group"), max_length=120, required=False,
        help_text=gettext_lazy("Name of the organising group"),
    )  # fmt: skip
    picture = PictureField(label=gettext_lazy("Picture"), required=False)
    field_order = [
        "title_fr", "title_en", "kind", "audience", "is_all_day", "starts_at", "is_past", "ends_at", "place",
        "address", "zone", "is_everywhere", "time_zone", "latitude", "longitude", "online_at",
        "is_link_private", "takes_registrations", "capacity", "description_fr", "description_en", "link",
        "group", "picture", "picture_alt_fr", "picture_alt_en",
    ]  # fmt: skip

    def __init__(self, *args: Any, event: Event | None = None, **more: Any) -> None:
        if event:
            more.setdefault("initial", _first(event))
        right = right_of(more["user"])
        super().__init__(*args, right=right, placed=event, **more)
        self.is_new = event is None
        if not access.everywhere(self.user, right):
            del self.fields["is_everywhere"]
        kept = {} if event is None else {
            "title": event.titles, "description": event.descriptions, "picture_alt": event.picture_alts,
        }  # fmt: skip
        self._add_texts(kept)
        self.fit_dates(event)
        if event:
            self.fields["kind"].choices = kinds.choices(event.kind)  # type: ignore[attr-defined] # a ChoiceField
        self.fit_moments(event)
        self.order_moments(self.field_order)

    @property
    def is_unfolded(self) -> bool:
        """Also where its time zone was chosen, or may be wrong."""
        return super().is_unfolded or self.shows_clock

    @property
    def shows_clock(self) -> bool:
        """Whether the time zone is a question: only where it is not the campaign's."""
        zone = (
            self.said_zone() if hasattr(self, "cleaned_data") else self.initial.get("zone") or self.kept.zone
        )
        is_ours = zone_clocks.of(zone) == (settings.TIME_ZONE,)
        return not is_ours or bool(self["time_zone"].value()) or "time_zone" in self.errors

    @property
    def clocks_elsewhere(self) -> dict[str, str]:
        return zone_clocks.elsewhere()

    def said_zone(self) -> Zone | None:
        return None if self.cleaned_data.get("is_everywhere") else super().said_zone()

    def clock_typed(self) -> str:
        """The one chosen, else that of the territory."""
        if chosen := self.data.get("time_zone"):
            return str(chosen)
        for name in ("zone", "address"):
            typed = self.fields[name].widget.value_from_datadict(self.data, self.files, name)
            with suppress(forms.ValidationError):
                found = self.fields[name].clean(typed)
                if zone := getattr(found, "zone", found):
                    return zone_clocks.of(zone)[0]
        return settings.TIME_ZONE

    def clean_group(self) -> LocalGroup | None:
        name = self.cleaned_data["group"]
        return group_named(name, self.user, self.said_zone()) if fold(name) else None

    def clean(self) -> dict[str, Any]:
        """A title; moments by the clock chosen, in their order; somewhere to be."""
        said = super().clean()
        if "time_zone" not in self.errors:
            said["time_zone"] = said.get("time_zone") or zone_clocks.of(said["zone"])[0]
        if not self.said("title"):
            self.add_error(f"title_{settings.LANGUAGE_CODE}", _("Enter a title in at least one language."))
        self.take_moments(said, said.get("time_zone"))
        if not {"starts_at", "ends_at", "time_zone"} & self.errors.keys():
            self._judge(said)
        if not (any(said.get(name) for name in ("zone", "address", "place", "online_at")) or self.errors):
            self.add_error("address", _("Enter a town, an address, a venue or a web address."))
        return said

    def _judge(self, said: dict[str, Any]) -> None:
        """Its moments in their order. A new one that is past is recorded only where that is confirmed."""
        is_ahead = self.check_order(said)
        if not self.is_new or is_ahead:
            return
        label = _("It has already taken place: add it to past events")
        self.fields["is_past"] = forms.BooleanField(label=label, required=False)
        self.order_fields(self.field_order)
        if not self.data.get("is_past"):
            self.add_error("starts_at", _("This is past. Choose a later time, or confirm it below."))

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        texts = {f"{name}s": self.said(name) for name in self.texts}
        moments = {name: said[name] for name in ("starts_at", "ends_at", "time_zone", "group")}
        moments |= {"zone": said["zone"], "address": said["address"]}
        return {name: said[name] for name in PLAIN} | moments | texts | {"picture_id": said["picture"]}


def _first(event: Event) -> dict[str, Any]:
    first: dict[str, Any] = {name: getattr(event, name) for name in PLAIN}
    is_own = event.time_zone != zone_clocks.of(event.zone)[0]
    return first | first_moments(event) | {
        "time_zone": event.time_zone if is_own else "",
        "is_everywhere": event.zone is None and bool(event.address),
        "group": event.group.name if event.group else "", "picture": event.picture,
    }  # fmt: skip


class CancellingForm(InLanguages):
    """Why it doesn't take place."""

    texts = {"reason": (gettext_lazy("Reason"), 300, False)}

    def __init__(self, *args: Any, is_repeated: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self._add_texts({})
        if is_repeated:
            self.fields["scope"] = scope_field()


class ReasonForm(forms.Form):
    """Why a change that hosts ask for is refused: they read it."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300, widget=forms.Textarea({"rows": 3}))


class FilterForm(filters.FilterForm):
    """Filters of the list."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=100)
    zone = ZoneField(label=gettext_lazy("Territory"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        required=False,
        choices=lambda: [("", gettext_lazy("all")), *kinds.choices()],
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Status"), required=False,
        choices=[
            ("", gettext_lazy("upcoming")), ("waiting", gettext_lazy("to approve")),
            ("changes", gettext_lazy("changes to approve")),
            ("cancelled", gettext_lazy("cancelled")), ("past", gettext_lazy("past")),
        ],
    )  # fmt: skip

    dates = forms.ChoiceField(
        label=gettext_lazy("Series"), required=False,
        choices=[("", gettext_lazy("next date only")), ("all", gettext_lazy("every date"))],
    )  # fmt: skip

    def narrow(self, rows: Any, said: dict[str, Any]) -> Any:
        state = said["state"]
        rows = rows.past() if state == "past" else rows.upcoming()
        if state == "waiting":
            rows = rows.filter(shown_at=None, cancelled_at=None)
        if state == "changes":
            rows = rows.filter(pk__in=EventChange.objects.due().order_by().values("event"))
        if state == "cancelled":
            rows = rows.exclude(cancelled_at=None)
        if said["kind"]:
            rows = rows.filter(kind=said["kind"])
        if said["zone"]:
            rows = rows.filter(zone__in=Containment.objects.filter(outer=said["zone"]).values("inner"))
        rows = rows.search(said["q"])
        return rows if said["dates"] or state in ("past", "changes") else rows.next_of_series()
