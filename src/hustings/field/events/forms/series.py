"""The shape of what is typed about repetition: plain choices, no rule to type."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.events.actions.series import HORIZON, Scope
from hustings.field.events.models import Event
from hustings.field.events.recurrence import patterns, rules
from hustings.foundation.lib.fields.day_fields import DayInput

MOST = 500  # times
_ENDS = [
    ("never", gettext_lazy("without end")), ("until", gettext_lazy("until a day")),
    ("count", gettext_lazy("after a number of times")),
]  # fmt: skip


def scope_field() -> forms.ChoiceField:
    """The dates of a series that a change is for."""
    return forms.ChoiceField(
        label=gettext_lazy("Which dates"), choices=Scope.choices, initial=Scope.ONE,
        widget=forms.RadioSelect,
    )  # fmt: skip


_HOSTS_FIRST = dt.timedelta(weeks=13)  # about three months: a host decides anew whether it goes on


class RepeatForm(forms.Form):
    rule = forms.ChoiceField(label=gettext_lazy("Repeat"))
    ends = forms.ChoiceField(
        label=gettext_lazy("Until"), choices=_ENDS, initial="never", widget=forms.RadioSelect
    )
    until = forms.DateField(label=gettext_lazy("Last day"), required=False, widget=DayInput())
    count = forms.IntegerField(
        label=gettext_lazy("Number of times"), required=False, min_value=2, max_value=MOST,
        help_text=gettext_lazy("With the first one"),
    )  # fmt: skip

    def __init__(self, *args: Any, event: Event, **more: Any) -> None:
        super().__init__(*args, **more)
        self.event = event
        self.fields["rule"].choices = patterns.choices(event.first_day)  # type: ignore[attr-defined] # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """The end that was chosen, and at least two dates."""
        said: dict[str, Any] = super().clean() or {}
        ends = said.get("ends")
        for name in ("until", "count"):
            if ends != name:
                said[name] = None
            elif not said.get(name) and name not in self.errors:
                self.add_error(name, _("Enter this, or choose another end."))
        if self.errors:
            return said
        first = self.event.begins.replace(tzinfo=None)
        limit = timezone.localdate() + HORIZON * 3
        if said["until"] and not first.date() < said["until"] <= limit:
            words = _("Enter a day after the first date, at most four years from now.")
            self.add_error("until", words)
        elif len(rules.expand(said["rule"], first, until=said["until"], count=said["count"])) < 2:
            self.add_error("until", _("There is only one date until then. Choose a later day."))
        return said


class HostRepeatForm(RepeatForm):
    """A host's series has an end."""

    def __init__(self, *args: Any, event: Event, **more: Any) -> None:
        more.setdefault("initial", {"ends": "until", "until": event.first_day + _HOSTS_FIRST})
        super().__init__(*args, event=event, **more)
        self.fields["ends"].choices = [one for one in _ENDS if one[0] != "never"]  # type: ignore[attr-defined] # a ChoiceField
