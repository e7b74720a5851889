"""Manifest of registrations: everything given to the other apps."""

from hustings.field.registrations.attendance import contributions as attendance
from hustings.foundation.contributions import Contribution

app = Contribution(attendance.part)
