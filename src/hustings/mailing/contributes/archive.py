"""The archive: letters name their page of it, which is shown once they leave."""

from hustings.contributions import Contribution
from hustings.lib import routes
from hustings.mailing import printing, tasks_delivery
from hustings.mailing.archive import keeping, privacy
from hustings.mailing.schedules import archive as schedules

app = Contribution(
    privacy.part,
    schedules.part,
    routes.routes(routes.Route("hustings.mailing.urls_letters", is_localised=True)),
    printing.addresses_online(keeping.online),
    tasks_delivery.hearers(keeping.show),
)
