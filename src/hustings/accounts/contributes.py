"""What accounts give to the other apps."""

from hustings.accounts import deeds as of_team
from hustings.contributions import Contribution
from hustings.lib import deeds

app = Contribution(
    deeds.sources(of_team.of_the_team),
)
