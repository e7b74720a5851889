"""Manifest of consultations: everything given to the other apps."""

from hustings.deliberation.consultations import actions, rights
from hustings.deliberation.consultations.people import told
from hustings.foundation.accounts import roles
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes
from hustings.people.signups import kinds

app = Contribution(
    roles.rights(*rights.RIGHTS),
    routes.routes(routes.Route("hustings.deliberation.consultations.urls_public", is_localised=True)),
    routes.secret_paths("consultations/links"),
    routes.unlisted_paths("consultations/links"),
    kinds.kinds(actions.KIND),
    told.part,
)
