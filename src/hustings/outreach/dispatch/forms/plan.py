"""The shape of a plan: at once or later, by whose clock, and what of those who got many mails."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.elections import law
from hustings.foundation.elections.rights import WAIVE_RULES
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.outreach.delivery import frequency_cap, timetable
from hustings.outreach.mailings.models import Mailing

USUAL = time(10)  # of the day after, until somebody says otherwise


class PlanForm(forms.Form):
    day = forms.DateField(label=gettext_lazy("Day"), widget=DayInput())
    hour = forms.TimeField(
        label=gettext_lazy("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    clock = forms.ChoiceField(
        label=gettext_lazy("Time zone"), choices=Mailing.Clock, required=False,
        help_text=gettext_lazy("People without a territory get it in the campaign’s time zone."),
    )  # fmt: skip

    def __init__(self, *args: Any, mailing: Mailing, **more: Any) -> None:
        if mailing.send_at:
            at = timetable.here(mailing.send_at)
            more["initial"] = {"day": at.date(), "hour": at.time(), "clock": mailing.clock}
        super().__init__(*args, **more)
        self.fields["hour"].help_text = _("Time zone %(clock)s") % {"clock": settings.TIME_ZONE}
        if not law.country():
            del self.fields["clock"]

    def clean(self) -> dict[str, Any]:
        """The moment, ``at``."""
        data: dict[str, Any] = super().clean() or {}
        data["clock"] = data.get("clock") or Mailing.Clock.OURS
        if data.get("day") and data.get("hour") is not None and "hour" not in self.errors:
            data["at"] = self._moment(data)
        return data

    def _moment(self, data: dict[str, Any]) -> datetime | None:
        """Of an hour that comes twice the first; one that our clock leaves out is refused."""
        clock = ZoneInfo(settings.TIME_ZONE)
        try:
            at = datetime.combine(data["day"], data["hour"], tzinfo=clock).astimezone(UTC)
            is_real = at.astimezone(clock).time() == data["hour"]
        except OverflowError:
            self.add_error("day", _("This date is too far away."))
            return None
        if not is_real:
            self.add_error("hour", _("This time doesn’t exist on that day: the clocks go forward."))
        elif at <= timezone.now():
            self.add_error("hour", _("This time has passed: choose a later one."))
        return at


class SendForm(PlanForm):
    """At once or later."""

    NOW, LATER = "now", "later"
    when = forms.ChoiceField(
        label=gettext_lazy("When"), required=False, widget=forms.RadioSelect, initial=NOW,
        choices=[(NOW, gettext_lazy("Now")), (LATER, gettext_lazy("Later"))],
    )  # fmt: skip
    pressed = forms.ChoiceField(label="", required=False)
    nevertheless = forms.BooleanField(label=gettext_lazy("Send anyway"))
    field_order = ("pressed", "when", "day", "hour", "clock", "nevertheless")

    def __init__(
        self, *args: Any, mailing: Mailing, user: User, n_pressed: int = 0, n_warnings: int = 0, **more: Any
    ) -> None:
        super().__init__(*args, mailing=mailing, **more)
        if not mailing.send_at:
            tomorrow = timetable.here(timezone.now()).date() + timedelta(days=1)
            self.initial.update(day=tomorrow, hour=USUAL)
        self._heed(n_warnings)
        self.fields["day"].required = self.fields["hour"].required = False
        limit = frequency_cap.of(mailing)
        if limit is None:
            del self.fields["pressed"]
            return
        may_waive = access.everywhere(user, WAIVE_RULES)
        pressed = self.fields["pressed"]
        assert isinstance(pressed, forms.ChoiceField)
        pressed.label = frequency_cap.told(limit)
        words = ngettext("%(n)d recipient for now", "%(n)d recipients for now", n_pressed)
        pressed.help_text = words % {"n": n_pressed}
        pressed.choices = [
            choice for choice in Mailing.Pressed.choices if may_waive or choice[0] != Mailing.Pressed.IGNORED
        ]

    def _heed(self, n_warnings: int) -> None:
        if not n_warnings:
            del self.fields["nevertheless"]
            return
        words = ngettext(
            "I’ve read the warning and want to send anyway. This is logged.",
            "I’ve read the %(n)d warnings and want to send anyway. This is logged.",
            n_warnings,
        )
        self.fields["nevertheless"].help_text = words % {"n": n_warnings}

    @property
    def is_later(self) -> bool:
        return bool(self.cleaned_data.get("when") == self.LATER)

    def clean(self) -> dict[str, Any]:
        """The moment is asked only where it leaves later."""
        if self.cleaned_data.get("when") != self.LATER:
            for name in ("day", "hour"):
                self.errors.pop(name, None)
                self.cleaned_data.pop(name, None)
            return self.cleaned_data
        for name in ("day", "hour"):
            if self.cleaned_data.get(name) is None and name not in self.errors:
                self.add_error(name, _("Choose when to send it."))
        return super().clean()
