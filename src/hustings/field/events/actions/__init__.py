"""Deeds on events, one file each."""

from hustings.field.events.actions.events import NotShown, announce, cancel, change, reinstate, show
from hustings.field.events.actions.shifts import SeatsTaken, set_capacity
