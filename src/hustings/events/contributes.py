"""What events give to the other apps."""

from hustings.accounts import roles
from hustings.contributions import Contribution
from hustings.events import embedded, rights, waiting
from hustings.lib import deeds, embeds

app = Contribution(
    embeds.kinds(embedded.AgendaKind()),
    roles.rights(*rights.RIGHTS),
    deeds.sources(waiting.due),
)
