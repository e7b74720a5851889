"""Manifest of canvassing: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.field.addresses import hooks
from hustings.field.canvassing import contacts, phone_views, rights, streams, tasks
from hustings.field.turfs import steps
from hustings.foundation.accounts import menu, roles
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes
from hustings.foundation.sync import kinds
from hustings.people.persons import origins
from hustings.people.persons.hooks import erasure_hooks

app = Contribution(
    how_tos.pages(
        how_tos.beside("go-from-door-to-door", "canvassing:*", below="field"),
    ),
    menu.entries(
        menu.Entry(_("Walk lists"), "canvassing:lists", rights.ORGANISE_CANVASSING, "home", 85, "field"),
    ),
    roles.rights(rights.ORGANISE_CANVASSING),
    routes.hq(routes.Section("hustings.field.canvassing.urls", "canvassing/")),
    routes.routes(
        routes.Route("hustings.field.canvassing.urls_phone", "phone/canvassing/", place=routes.Place.FIRST),
    ),
    steps.steps(steps.Step(_("List for phones"), "canvassing:turf_list", rights.ORGANISE_CANVASSING)),
    origins.namers(lambda source: str(_("at the door")) if source == contacts.SOURCE else ""),
    hooks.corrected(tasks.corrected),
    erasure_hooks.erasers(contacts.erase),
    kinds.kinds(streams.KIND),
    kinds.shells(kinds.Shell("phone_canvassing:walk", phone_views.FILES)),
)
