"""Deeds on events, one file each."""

from hustings.field.events.actions.changes import NotDecided, accept, change_by_hosts, refuse, withdraw
from hustings.field.events.actions.co_hosts import NotCoHosted, answer_as_co_host, ask_group, end_co_hosting
from hustings.field.events.actions.duplicates import duplicate
from hustings.field.events.actions.events import (
    NotShown,
    announce,
    cancel,
    change,
    may_show,
    reinstate,
    show,
)
from hustings.field.events.actions.personal import make_calendar, revoke_calendars
from hustings.field.events.actions.proposals import propose
from hustings.field.events.actions.series import (
    Repeated,
    Scope,
    cancel_series,
    change_series,
    extend,
    extend_all,
    leave_out,
    repeat,
)
from hustings.field.events.actions.shifts import (
    SeatsTaken,
    ShiftRow,
    copy_to_following,
    set_capacity,
    set_shifts,
)
