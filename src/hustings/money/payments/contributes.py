"""Manifest of payments: everything given to the other apps."""

from hustings.foundation.contributions import Contribution
from hustings.money.payments import schedules

app = Contribution(schedules.part)
