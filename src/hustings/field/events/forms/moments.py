"""Begin and end of an event, as the team and hosts of groups type them."""

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
from hustings.field.events.models import Event
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.lib.fields.moment_fields import MomentField

LOCAL = "%Y-%m-%dT%H:%M"
WHICH = "{}_which"  # beside a moment: which one is meant of an hour that comes twice
_BY_CLOCK = {"starts_at": "begins", "ends_at": "ends"}


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


class MomentsForm(forms.Form):
    """Begin and end by a clock, or whole days. ``fit_moments`` is called by ``__init__`` of what inherits."""

    is_all_day = forms.BooleanField(
        label=gettext_lazy("All day"), required=False,
        help_text=gettext_lazy("Only dates count, for example for a campaign week"),
    )  # fmt: skip
    starts_at = LocalMoment(label=gettext_lazy("Starts"))
    ends_at = LocalMoment(label=gettext_lazy("Ends"), required=False)

    def clock_typed(self) -> str:
        """The time zone by which the moments are read, before the form is judged."""
        raise NotImplementedError  # each form has its own

    def fit_moments(self, event: Event | None) -> None:
        """Fields for days or for hours; a question for each hour that comes twice."""
        if self._is_all_day(event):
            for name in _BY_CLOCK:
                self.fields[name].takes_days = True  # type: ignore[attr-defined] # a LocalMoment
                self.fields[name].widget = DayInput()
        for name in self._twice(event):
            self.fields[WHICH.format(name)] = forms.ChoiceField(
                label=_("Which one? Clocks go back then, so this time occurs twice"),
                choices=[("first", _("the first one, before the change")),
                         ("second", _("the second one, one hour later"))],
                widget=forms.RadioSelect, required=False,
                initial="second" if event and getattr(event, _BY_CLOCK[name]).fold else "first",
                error_messages={"required": _("Choose one of the two.")},
            )  # fmt: skip

    def fit_dates(self, event: Event | None) -> None:
        """Seats only of a single shift: where there are more, each has its own. Dates, where it repeats."""
        shifts = list(event.shifts.all()[:2]) if event else []
        if len(shifts) > 1:
            del self.fields["capacity"]
        elif shifts:
            self.initial["capacity"] = shifts[0].capacity
        if event and event.series_id:
            self.fields["scope"] = scope_field()

    def order_moments(self, names: list[str]) -> None:
        """Each question beside its moment."""
        self.order_fields([each for name in names for each in (name, WHICH.format(name))])

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
        clock, found = self.clock_typed(), []
        for name in _BY_CLOCK:
            with suppress(ValueError, forms.ValidationError):
                at = self.fields[name].clean(self.data.get(name))
                if at and clock in clocks.known() and clocks.is_shown_twice(at, clock):
                    found.append(name)
        return found

    def take_moments(self, said: dict[str, Any], clock: str | None) -> None:
        """Make moments of what was typed by this clock; None: it is not known."""
        if said.get("is_all_day"):
            self._take_days(said, clock)
            return
        for name in _BY_CLOCK:
            if said.get(name) and clock:
                which = WHICH.format(name)
                if which in self.fields and not said.get(which):
                    self.add_error(which, self.fields[which].error_messages["required"])
                try:
                    said[name] = clocks.moment(said[name], clock, is_second=said.get(which) == "second")
                except clocks.NoSuchHour as none:
                    self.add_error(name, str(none))

    def _take_days(self, said: dict[str, Any], clock: str | None) -> None:
        begins = said.get("starts_at")
        if begins and clock and "ends_at" not in self.errors:
            last = said.get("ends_at") or begins
            try:
                said["starts_at"], said["ends_at"] = clocks.whole_days(begins.date(), last.date(), clock)
            except clocks.NoSuchHour as none:
                self.add_error("starts_at", str(none))

    def check_order(self, said: dict[str, Any]) -> bool:
        """Whether it begins ahead; an end that is wrong is said."""
        begins, ends = said["starts_at"], said.get("ends_at")
        if ends and (words := clocks.wrong_end(begins, ends)):
            self.add_error("ends_at", words)
        begun: dt.datetime = begins + dt.timedelta(days=1 if said.get("is_all_day") else 0)
        return begun >= timezone.now()


def first_moments(event: Event) -> dict[str, Any]:
    """The moments of an event as its form shows them first."""
    ends: Any = event.last_day if event.is_all_day and event.ends else event.ends
    if event.is_all_day and ends:
        ends = dt.datetime.combine(ends, dt.time())
    return {
        "is_all_day": event.is_all_day, "starts_at": event.begins.replace(tzinfo=None),
        "ends_at": ends and ends.replace(tzinfo=None),
    }  # fmt: skip
