"""Manifest of calls for projects: everything given to the other apps."""

from hustings.foundation.accounts import menu, roles
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes, todos
from hustings.networks.initiatives import (
    discovery,
    due,
    letter_mails,
    people_data,
    rights,
    schedules,
    webhook_events,
)
from hustings.networks.initiatives.actions import applying
from hustings.networks.initiatives.views.frame import CALLS, ICON, sees
from hustings.people.signups import kinds

app = Contribution(
    roles.rights(rights.RUN_CALLS, rights.DECIDE_CALLS),
    menu.entries(menu.Entry(CALLS, "initiatives_hq:calls", sees, ICON, 60, "actions")),
    routes.hq(routes.Section("hustings.networks.initiatives.urls", "calls/")),
    routes.routes(
        routes.Route("hustings.networks.initiatives.urls_joining", is_localised=True),
        routes.Route("hustings.networks.initiatives.urls_public", is_localised=True),
    ),
    routes.secret_paths("calls/links", "calls/applications", "calls/joining"),
    routes.unlisted_paths("calls/links", "calls/applications", "calls/joining", "calls/sent"),
    routes.api(routes.Api("hustings.networks.initiatives.api.router")),
    how_tos.pages(how_tos.beside("run-a-call", "initiatives_hq:*")),
    kinds.kinds(applying.KIND, applying.CO_KIND),
    todos.sources(due.deeds_of),
    letter_mails.part,
    webhook_events.part,
    people_data.part,
    discovery.part,
    schedules.part,
)
