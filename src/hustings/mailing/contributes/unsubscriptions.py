"""Links in the foot of letters."""

from hustings.contributions import Contribution
from hustings.lib import routes

app = Contribution(
    routes.routes(routes.Route("hustings.mailing.plain_urls_unsubscriptions")),
    routes.secret_paths("u"),
)
