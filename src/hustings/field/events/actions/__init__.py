"""Deeds on events, one file each."""

from hustings.field.events.actions.events import NotShown, announce, cancel, change, reinstate, show
from hustings.field.events.actions.kinds import add_kind, archive_kind, change_kind, reopen_kind
from hustings.field.events.actions.shifts import SeatsTaken, ShiftRow, set_capacity, set_shifts
