"""What events give to the other apps."""

from hustings.accounts import roles
from hustings.contributions import Contribution
from hustings.events import rights, waiting
from hustings.lib import deeds

app = Contribution(
    roles.rights(*rights.RIGHTS),
    deeds.sources(waiting.due),
)
