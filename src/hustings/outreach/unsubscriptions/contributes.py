"""Links in the foot of letters."""

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes

app = Contribution(
    routes.routes(routes.Route("hustings.outreach.unsubscriptions.urls")),
    routes.secret_paths("u"),
)
