"""Check-ins: models, a noun a file."""

from hustings.field.checkins.models.checkins import CheckIn, Finding
from hustings.field.checkins.models.doors import DoorPlan, Ticket
from hustings.field.checkins.models.keys import TicketKey
