"""Deeds on events, one file each."""

from hustings.field.events.actions.events import NotShown, announce, cancel, change, reinstate, show
from hustings.field.events.actions.shifts import SeatsTaken, ShiftRow, set_capacity, set_shifts
