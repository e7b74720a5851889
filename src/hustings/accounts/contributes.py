"""What accounts give to the other apps."""

from hustings.accounts import deeds as of_team
from hustings.accounts import schedules
from hustings.contributions import Contribution
from hustings.lib import deeds

app = Contribution(
    schedules.part,
    deeds.sources(of_team.of_the_team),
)
