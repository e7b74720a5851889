"""The shape of what is typed about dates."""

import datetime as dt
from contextlib import suppress
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.events import clocks
from hustings.field.events.forms.series import scope_field
from hustings.field.events.models import Audience, Event, Kind, kinds
from hustings.field.events.rights import CHANGE_EVENTS, right_of
from hustings.field.groups.forms import PlacedForm, coordinate, town_or_address
from hustings.field.groups.models import LocalGroup
from hustings.foundation.accounts import access
from hustings.foundation.elections import zone_clocks
from hustings.foundation.hq import filters
from hustings.foundation.lib.fields.language_forms import InLanguages
from hustings.foundation.lib.fields.moment_fields import MomentField
from hustings.foundation.lib.fields.picture_fields import PictureField
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.territories.fields import ZoneField
from hustings.foundation.territories.models import Containment, Zone

LOCAL, DAY = "%Y-%m-%dT%H:%M", "%Y-%m-%d"
MOST_GROUPS = 300  # suggested
WHICH = "{}_which"  # beside a moment: which one is meant of an hour that comes twice
_BY_CLOCK = {"starts_at": "begins", "ends_at": "ends"}
PLAIN = [
    "kind", "audience", "is_all_day", "place", "latitude", "longitude", "online_at", "is_link_private",
    "takes_registrations", "link",
]  # fmt: skip


class LocalMoment(MomentField):
    """A moment by the clock of another field, so without a time zone of its own."""

    def __init__(self, **more: Any) -> None:
        super().__init__(input_formats=[LOCAL, "%Y-%m-%dT%H:%M:%S"], **more)

    takes_days = False  # without an hour

    def to_python(self, value: Any) -> dt.datetime | None:
        if not self.takes_days and isinstance(value, str) and len(value.strip()) == len("2027-03-21"):
            raise forms.ValidationError(_("Enter a time, or tick “All day”."))
        with timezone.override(dt.UTC):
            found = super().to_python(value)
        return found.replace(tzinfo=None) if found else None


class EventForm(PlacedForm):
    folded = ("zone", "is_everywhere", "time_zone", "latitude", "longitude", "link")
    texts = {
        "title": (gettext_lazy("Title"), 160, False),
        "description": (gettext_lazy("Description"), 5_000, True),
        "picture_alt": (gettext_lazy("Image description"), 200, False),
    }
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=kinds.choices, initial=Kind.MEETING)
    audience = forms.ChoiceField(label=gettext_lazy("Open to"), choices=Audience, initial=Audience.EVERYBODY)
    is_all_day = forms.BooleanField(
        label=gettext_lazy("All day"), required=False,
        help_text=gettext_lazy("Only dates count, for example for a campaign week"),
    )  # fmt: skip
    starts_at = LocalMoment(label=gettext_lazy("Starts"))
    ends_at = LocalMoment(label=gettext_lazy("Ends"), required=False)
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
        self._fit_capacity(event)
        if event and event.series_id:
            self.fields["scope"] = scope_field()
        if event:
            self.fields["kind"].choices = kinds.choices(event.kind)  # type: ignore[attr-defined] # a ChoiceField
        if self._is_all_day(event):
            for name in _BY_CLOCK:
                self.fields[name].takes_days = True  # type: ignore[attr-defined] # a LocalMoment
                self.fields[name].widget = forms.DateInput({"type": "date"}, format=DAY)
        for name in self._twice(event):
            self.fields[WHICH.format(name)] = forms.ChoiceField(
                label=_("Which one? Clocks go back then, so this time occurs twice"),
                choices=[("first", _("the first one, before the change")),
                         ("second", _("the second one, one hour later"))],
                widget=forms.RadioSelect, required=False,
                initial="second" if event and getattr(event, _BY_CLOCK[name]).fold else "first",
                error_messages={"required": _("Choose one of the two.")},
            )  # fmt: skip
        order = [each for name in self.field_order for each in (name, WHICH.format(name))]
        self.order_fields(order)

    def _fit_capacity(self, event: Event | None) -> None:
        """The seats of the one shift; where there are more, each has its own."""
        shifts = list(event.shifts.all()[:2]) if event else []
        if len(shifts) > 1:
            del self.fields["capacity"]
        elif shifts:
            self.initial["capacity"] = shifts[0].capacity

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

    def _clock(self) -> str:
        """The time zone that is typed, before the form is judged; else that of the territory."""
        if chosen := self.data.get("time_zone"):
            return str(chosen)
        for name in ("zone", "address"):
            typed = self.fields[name].widget.value_from_datadict(self.data, self.files, name)
            with suppress(forms.ValidationError):
                found = self.fields[name].clean(typed)
                if zone := getattr(found, "zone", found):
                    return zone_clocks.of(zone)[0]
        return settings.TIME_ZONE

    def _is_all_day(self, event: Event | None) -> bool:
        return bool(self.data.get("is_all_day")) if self.is_bound else bool(event and event.is_all_day)

    def _twice(self, event: Event | None) -> list[str]:
        """The moments among those typed, or those of ``event``, whose hour comes twice."""
        if self._is_all_day(event):
            return []
        if not self.is_bound:
            said = {name: getattr(event, by) if event else None for name, by in _BY_CLOCK.items()}
            clock = event.time_zone if event else settings.TIME_ZONE
            return [name for name, at in said.items() if at and clocks.is_shown_twice(at, clock)]
        clock, found = self._clock(), []
        for name in _BY_CLOCK:
            with suppress(ValueError, forms.ValidationError):
                at = self.fields[name].clean(self.data.get(name))
                if at and clock in clocks.known() and clocks.is_shown_twice(at, clock):
                    found.append(name)
        return found

    def clean_group(self) -> LocalGroup | None:
        name = fold(self.cleaned_data["group"])
        if not name:
            return None
        known = LocalGroup.objects.filter(name_key=name, closed_at=None)
        found = list(access.within(known, self.user, CHANGE_EVENTS)[:20])
        if not found:
            words = _("You have no local group with this name. Leave it blank, or create the group.")
            raise forms.ValidationError(words)
        zone = self.said_zone()
        same = [each for each in found if zone and each.zone_id == zone.pk]
        if len(found) > 1 and len(same) != 1:
            raise forms.ValidationError(_("Several groups have this name. Choose the group’s territory."))
        return (same or found)[0]

    def clean(self) -> dict[str, Any]:
        """A title; moments by the clock chosen, in their order; somewhere to be."""
        said = super().clean()
        if "time_zone" not in self.errors:
            said["time_zone"] = said.get("time_zone") or zone_clocks.of(said["zone"])[0]
        if not self.said("title"):
            self.add_error(f"title_{settings.LANGUAGE_CODE}", _("Enter a title in at least one language."))
        if said.get("is_all_day"):
            self._take_days(said)
        for name in () if said.get("is_all_day") else ("starts_at", "ends_at"):
            if said.get(name) and said.get("time_zone"):
                which = WHICH.format(name)
                if which in self.fields and not said.get(which):
                    self.add_error(which, self.fields[which].error_messages["required"])
                try:
                    is_second = said.get(which) == "second"
                    said[name] = clocks.moment(said[name], said["time_zone"], is_second=is_second)
                except clocks.NoSuchHour as none:
                    self.add_error(name, str(none))
        if not {"starts_at", "ends_at", "time_zone"} & self.errors.keys():
            self._judge(said)
        if not (any(said.get(name) for name in ("zone", "address", "place", "online_at")) or self.errors):
            self.add_error("address", _("Enter a town, an address, a venue or a web address."))
        return said

    def _judge(self, said: dict[str, Any]) -> None:
        """Its moments in their order. A new one that is past is recorded only where that is confirmed."""
        begins, ends = said["starts_at"], said.get("ends_at")
        if ends and (words := clocks.wrong_end(begins, ends)):
            self.add_error("ends_at", words)
        begun = begins + dt.timedelta(days=1 if said.get("is_all_day") else 0)
        if not self.is_new or begun >= timezone.now():
            return
        label = _("It has already taken place: add it to past events")
        self.fields["is_past"] = forms.BooleanField(label=label, required=False)
        self.order_fields(self.field_order)
        if not self.data.get("is_past"):
            self.add_error("starts_at", _("This is past. Choose a later time, or confirm it below."))

    def _take_days(self, said: dict[str, Any]) -> None:
        begins, clock = said.get("starts_at"), said.get("time_zone")
        if begins and clock and "ends_at" not in self.errors:
            last = said.get("ends_at") or begins
            try:
                said["starts_at"], said["ends_at"] = clocks.whole_days(begins.date(), last.date(), clock)
            except clocks.NoSuchHour as none:
                self.add_error("starts_at", str(none))

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        texts = {f"{name}s": self.said(name) for name in self.texts}
        moments = {name: said[name] for name in ("starts_at", "ends_at", "time_zone", "group")}
        moments |= {"zone": said["zone"], "address": said["address"]}
        return {name: said[name] for name in PLAIN} | moments | texts | {"picture_id": said["picture"]}


def _first(event: Event) -> dict[str, Any]:
    first: dict[str, Any] = {name: getattr(event, name) for name in PLAIN}
    ends: Any = event.last_day if event.is_all_day and event.ends else event.ends
    if event.is_all_day and ends:
        ends = dt.datetime.combine(ends, dt.time())
    is_own = event.time_zone != zone_clocks.of(event.zone)[0]
    return first | {
        "time_zone": event.time_zone if is_own else "",
        "is_everywhere": event.zone is None and bool(event.address),
        "starts_at": event.begins.replace(tzinfo=None), "ends_at": ends and ends.replace(tzinfo=None),
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
        if state == "cancelled":
            rows = rows.exclude(cancelled_at=None)
        if said["kind"]:
            rows = rows.filter(kind=said["kind"])
        if said["zone"]:
            rows = rows.filter(zone__in=Containment.objects.filter(outer=said["zone"]).values("inner"))
        rows = rows.search(said["q"])
        return rows if said["dates"] or state == "past" else rows.next_of_series()
