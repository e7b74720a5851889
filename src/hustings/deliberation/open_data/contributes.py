"""Manifest of open data: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations import hooks
from hustings.deliberation.consultations.models import Kind
from hustings.deliberation.open_data import actions, of_consultations, tables
from hustings.foundation.contributions import Contribution
from hustings.foundation.jobs import schedule
from hustings.foundation.lib import how_tos, routes

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
    how_tos.pages(how_tos.beside("run-a-consultation", "open_data_hq:*")),
    schedule.jobs(
        schedule.daily(
            actions.delete_strays,
            _("Delete leftovers of interrupted imports of contributions"),
            at="03:55",
            name="open_data.delete_strays",
        )
    ),
)
