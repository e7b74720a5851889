"""Manifest of opinions: everything given to the other apps."""

from hustings.deliberation.consultations import hooks
from hustings.deliberation.consultations.models import Kind
from hustings.deliberation.opinions import step_part
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes

app = Contribution(
    routes.routes(routes.Route("hustings.deliberation.opinions.urls_public", is_localised=True)),
    hooks.phase_parts(hooks.PhasePart(Kind.STATEMENTS.value, "opinions/step.html", step_part.words)),
)
