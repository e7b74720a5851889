"""What the shield gives to the other apps."""

from hustings.contributions import Contribution
from hustings.people import origins, withdrawals
from hustings.people.models import Purpose
from hustings.shield import schedules, team

app = Contribution(
    schedules.part,
    withdrawals.withdrawals(withdrawals.Withdrawal(Purpose.TEAM, team.ended)),
    origins.namers(team.named),
)
