"""Registrations: models, a noun a file."""

from hustings.field.registrations.models.barred import Barred
from hustings.field.registrations.models.notices import Notice
from hustings.field.registrations.models.registrations import Registration, RegistrationQuerySet
from hustings.field.registrations.models.seats import Release, Seat, SeatQuerySet
