"""Whether people can register for an event, and for which of its shifts; and why not."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.events import silence
from hustings.field.events.models import Audience, Event, Shift
from hustings.foundation.lib.dates import date_format


def refusal(event: Event, shifts: Sequence[Shift], now: datetime | None = None) -> str:
    """Why nobody can register now; empty where they can."""
    now = now or timezone.now()
    if event.cancelled_at:
        return _("This event is cancelled.")
    if event.over_at < now:
        return _("This event is over.")
    if event.audience == Audience.PRESS:
        return _("This event is for the press: there is no registration.")
    if not event.shown_at:
        return _("This event isn’t published yet.")
    if not any(is_open(shift, now) for shift in shifts):
        later = [one for one in shifts if is_later(one, now)]
        if not later:
            return _("Registration is closed.")
        first = min(later, key=lambda one: one.opens_at or now)
        return _("Registration opens on %(when)s.") % {"when": opening(first)}
    return silence.refusal(event, now)


def is_open(shift: Shift, now: datetime) -> bool:
    """Whether one can still ask for it: opened, and not over."""
    return not is_later(shift, now) and (shift.ends_at is None or shift.ends_at > now)


def opening(shift: Shift) -> str:
    """Moment at which registration for it opens, by the clock of the event."""
    at = shift.opens_at
    return date_format(at.astimezone(shift.event.clock), "DATETIME_FORMAT") if at else ""


def is_later(shift: Shift, now: datetime) -> bool:
    return shift.opens_at is not None and shift.opens_at > now
