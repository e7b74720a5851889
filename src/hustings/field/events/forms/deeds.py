"""The shape of what is typed to copy an event, and to ask for a week as text."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.events import clocks
from hustings.field.events.forms.moments import LocalMoment
from hustings.field.events.models import Event
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.territories.fields import ZoneField


class DuplicateForm(forms.Form):
    """The start of the copy, by the clock of the event."""

    starts_at = LocalMoment(label=gettext_lazy("Starts"))

    def __init__(self, *args: Any, event: Event, **more: Any) -> None:
        self.event = event
        more.setdefault("initial", {"starts_at": event.begins.replace(tzinfo=None) + dt.timedelta(days=7)})
        super().__init__(*args, **more)

    def clean_starts_at(self) -> dt.datetime:
        """A moment ahead; of whole days, today at the earliest."""
        typed: dt.datetime = self.cleaned_data["starts_at"]
        try:
            moment = clocks.moment(typed, self.event.time_zone)
        except clocks.NoSuchHour as none:
            raise forms.ValidationError(str(none)) from none
        over = moment
        if self.event.is_all_day:
            moment = clocks.midnight(typed.date(), self.event.time_zone)
            over = moment + dt.timedelta(days=1)
        if over < timezone.now():
            raise forms.ValidationError(_("This is past. Choose a later time."))
        return moment


class WeekForm(forms.Form):
    """A week by one of its days, and a territory."""

    day = forms.DateField(label=gettext_lazy("Week of"), required=False, widget=DayInput())
    zone = ZoneField(label=gettext_lazy("Territory"), required=False)

    @staticmethod
    def nearest() -> dt.date:
        """Monday of the week that has most days ahead."""
        return _monday(timezone.localdate() + dt.timedelta(days=3))

    @property
    def monday(self) -> dt.date:
        said = self.cleaned_data.get("day") if self.is_valid() else None
        return _monday(said) if said else self.nearest()


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
