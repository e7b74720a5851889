"""Manifest of the exchange: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu, roles
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import demo as of_demo
from hustings.foundation.lib import how_tos, routes, todos
from hustings.networks.exchange import (
    conversations,
    demo,
    hq_search,
    rights,
    schedules,
    waiting,
    webhook_events,
)
from hustings.networks.exchange.people import (
    my_data,
    own_cards,
    privacy,
    record_hooks,
    segment_criteria,
    timeline_sentences,
)

app = Contribution(
    of_demo.steps(demo.fill),
    how_tos.pages(how_tos.beside("run-an-exchange", "exchange_hq:*")),
    hq_search.part,
    menu.entries(menu.Entry(_("Exchange"), "exchange_hq:overview", rights.sees_members, "link", 80, "field")),
    routes.api(routes.Api("hustings.networks.exchange.api.router")),
    routes.hq(routes.Section("hustings.networks.exchange.urls", "exchange/")),
    todos.sources(waiting.due),
    own_cards.part,
    routes.routes(routes.Route("hustings.networks.exchange.urls_public", is_localised=True)),
    routes.routes(routes.Route("hustings.networks.exchange.partners.api", "api/exchange/v1/")),
    routes.secret_paths("exchange/answers", "exchange/renewals", "exchange/invitations"),
    routes.unlisted_paths(
        "exchange/answers", "exchange/renewals", "exchange/invitations", "exchange/me", "exchange/matches"
    ),
    roles.rights(*rights.RIGHTS),
    conversations.part,
    my_data.part,
    record_hooks.part,
    privacy.part,
    schedules.part,
    segment_criteria.part,
    timeline_sentences.part,
    webhook_events.part,
)
