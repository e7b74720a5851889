"""Manifest of the posture of our domains: everything given to the other apps."""

from hustings.contributions import Contribution
from hustings.posture import schedules

app = Contribution(
    schedules.part,
)
