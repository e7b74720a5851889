"""Manifest of open data: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations import hooks
from hustings.deliberation.consultations.models import Kind
from hustings.deliberation.open_data import of_consultations, tables
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes

app = Contribution(
    routes.hq(routes.Section("hustings.deliberation.open_data.urls", "consultations/")),
    routes.routes(routes.Route("hustings.deliberation.open_data.urls_public", is_localised=True)),
    routes.api(routes.Api("hustings.deliberation.open_data.api.router", {"consultation": 30})),
    hooks.phase_links(
        hooks.PhaseLink(
            (Kind.DEBATE, Kind.TEXT, Kind.STATEMENTS), _("Import contributions"), "open_data_hq:import"
        )
    ),
    hooks.consultation_links(hooks.Link("data", 30, _("Open data"), "open_data:data")),
    tables.tables(*of_consultations.TABLES),
)
