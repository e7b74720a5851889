"""Manifest of background work: everything given to the other apps."""

from hustings.foundation.contributions import Contribution
from hustings.foundation.jobs import schedules

app = Contribution(
    schedules.part,
)
