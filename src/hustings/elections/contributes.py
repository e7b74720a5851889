"""What elections give to the other apps."""

from hustings.contributions import Contribution
from hustings.elections import due
from hustings.lib import deeds

app = Contribution(
    deeds.sources(due.deeds_of),
)
