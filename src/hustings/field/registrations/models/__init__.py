"""Registrations: models, a noun a file."""

from hustings.field.registrations.models.registrations import Registration
from hustings.field.registrations.models.seats import Release, Seat
