"""What the leak room gives to the other apps."""

from hustings.contributions import Contribution
from hustings.leaks import schedules

app = Contribution(
    schedules.part,
)
