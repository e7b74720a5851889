"""What events give to the other apps."""

from hustings.contributions import Contribution
from hustings.events import waiting
from hustings.lib import deeds

app = Contribution(
    deeds.sources(waiting.due),
)
