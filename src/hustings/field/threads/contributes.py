"""Manifest of conversations: everything given to the other apps."""

from hustings.field.threads import (
    bulletin_reach,
    demo,
    home_card,
    own_data,
    privacy,
    rights,
    schedules,
    waiting,
)
from hustings.field.threads.relay import replies, returned
from hustings.field.threads.views.bulletins_hq import BULLETINS
from hustings.field.threads.views.hq import REPORTS
from hustings.foundation.accounts import menu, roles
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import demo as of_demo
from hustings.foundation.lib import how_tos, routes, todos
from hustings.outreach.archive import exclusions
from hustings.outreach.bounces import incoming, other_apps
from hustings.outreach.mailings import mandates

app = Contribution(
    how_tos.pages(
        how_tos.beside("moderate-conversations", "threads_hq:*"),
        how_tos.beside("approve-messages-to-members", "threads_hq:bulletin*"),
    ),
    of_demo.steps(demo.fill),
    menu.entries(
        menu.Entry(REPORTS, "threads_hq:reports", rights.MODERATE, "comment", 60, "field"),
        menu.Entry(BULLETINS, "threads_hq:bulletins", rights.approves, "mail", 70, "field"),
    ),
    routes.hq(routes.Section("hustings.field.threads.urls", "conversations/")),
    routes.routes(routes.Route("hustings.field.threads.urls_public", is_localised=True)),
    routes.secret_paths("threads/links"),
    routes.unlisted_paths("threads"),
    roles.rights(*rights.RIGHTS),
    todos.sources(waiting.due),
    incoming.addresses(replies.ADDRESSES),
    other_apps.takers(returned.TAKER),
    mandates.sources(bulletin_reach.is_mandated),
    exclusions.sources(bulletin_reach.is_for_members),
    home_card.part,
    own_data.part,
    privacy.part,
    schedules.part,
)
