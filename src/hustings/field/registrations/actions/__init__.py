"""Deeds on registrations, a subject a file."""

from hustings.field.registrations.actions.registrations import (
    KIND,
    change,
    enroll,
    refusal,
    register,
    withdraw,
)
from hustings.field.registrations.actions.seats import (
    OfferGone,
    ShiftFull,
    accept,
    decline,
    pass_on,
    place,
    release,
)
