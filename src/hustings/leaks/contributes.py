"""Manifest of the leak room: everything given to the other apps."""

from hustings.contributions import Contribution
from hustings.leaks import schedules

app = Contribution(
    schedules.part,
)
