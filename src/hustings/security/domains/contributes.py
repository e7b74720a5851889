"""Manifest of the posture of our domains: everything given to the other apps."""

from hustings.foundation.contributions import Contribution
from hustings.security.domains import schedules

app = Contribution(
    schedules.part,
)
