"""Manifest of the leak room: everything given to the other apps."""

from hustings.foundation.contributions import Contribution
from hustings.security.leaks import schedules

app = Contribution(
    schedules.part,
)
