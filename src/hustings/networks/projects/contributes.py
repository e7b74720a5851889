"""Manifest of projects: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu
from hustings.foundation.contributions import Contribution
from hustings.foundation.jobs import schedule
from hustings.foundation.lib import how_tos, routes
from hustings.networks.initiatives import hooks
from hustings.networks.initiatives.views.frame import ICON, sees
from hustings.networks.projects import people_data, webhook_events
from hustings.networks.projects.views.hq import PROJECTS
from hustings.networks.projects.views.public import own_part

app = Contribution(
    menu.entries(menu.Entry(PROJECTS, "projects_hq:projects", sees, ICON, 62, "actions")),
    routes.hq(routes.Section("hustings.networks.projects.urls", "projects/")),
    routes.routes(  # before the names of calls, which may be any
        routes.Route("hustings.networks.projects.urls_public", is_localised=True, place=routes.Place.FIRST)
    ),
    how_tos.pages(how_tos.beside("run-a-call", "projects_hq:*")),
    hooks.own_parts(own_part),
    people_data.part,
    webhook_events.part,
    routes.api(routes.Api("hustings.networks.projects.api.router")),
    schedule.jobs(
        schedule.daily(
            people_data.remind, _("Remind of reports on projects"), at="08:20", name="projects.remind"
        ),
    ),
)
