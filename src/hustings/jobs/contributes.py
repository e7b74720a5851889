"""Manifest of background work: everything given to the other apps."""

from hustings.contributions import Contribution
from hustings.jobs import schedules

app = Contribution(
    schedules.part,
)
