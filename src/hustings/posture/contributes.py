"""What the posture of our domains gives to the other apps."""

from hustings.contributions import Contribution
from hustings.posture import schedules

app = Contribution(
    schedules.part,
)
