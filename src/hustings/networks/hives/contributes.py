"""Manifest of buying groups: everything given to the other apps."""

from hustings.foundation.accounts import menu, roles
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import demo as of_demo
from hustings.foundation.lib import how_tos, routes, todos
from hustings.foundation.sync import kinds
from hustings.networks.hives import demo, due, joining, paid, rights, schedules
from hustings.networks.hives.people import criteria, my_data, own_cards, privacy, told, webhook_events
from hustings.networks.hives.phones import phone_views, pickup
from hustings.networks.hives.views.frame import HIVES, ICON
from hustings.people.signups import kinds as submissions

app = Contribution(
    schedules.part,
    paid.part,
    roles.rights(rights.RUN_HIVES),
    menu.entries(menu.Entry(HIVES, "hives:hives", rights.RUN_HIVES, ICON, 60, "field")),
    routes.hq(routes.Section("hustings.networks.hives.urls", "buying-groups/")),
    routes.routes(
        routes.Route("hustings.networks.hives.phones.urls_phone", "phone/pick-up/", place=routes.Place.FIRST),
        routes.Route("hustings.networks.hives.urls_joining", is_localised=True),
        routes.Route("hustings.networks.hives.urls_public", is_localised=True),
    ),
    kinds.kinds(pickup.KIND),
    kinds.shells(kinds.Shell("phone_pickup:list", phone_views.FILES)),
    submissions.kinds(joining.KIND),
    routes.api(routes.Api("hustings.networks.hives.api.router")),
    webhook_events.part,
    routes.secret_paths("buying-groups/joinings"),
    routes.unlisted_paths("buying-groups/baskets", "buying-groups/hand-overs", "buying-groups/joinings"),
    how_tos.pages(how_tos.beside("run-a-buying-group", "hives:*")),
    todos.sources(due.deeds_of),
    my_data.part,
    own_cards.part,
    privacy.part,
    criteria.part,
    told.part,
    of_demo.steps(demo.fill),
)
