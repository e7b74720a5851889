"""Manifest of decoys: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu, roles
from hustings.foundation.accounts.login import login_attempts
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes, todos, trap_addresses
from hustings.security.decoys import detections, due, rights, schedules

app = Contribution(
    how_tos.pages(
        how_tos.beside("lay-out-decoys", "decoys:*"),
    ),
    menu.entries(
        menu.Entry(_("Decoys"), "decoys:index", rights.KEEP_DECOYS, "warning", 60, "security"),
    ),
    routes.hq(routes.Section("hustings.security.decoys.urls", "decoys/")),
    routes.routes(routes.Route("hustings.security.decoys.plain_urls", place=routes.Place.LAST)),
    routes.secret_paths("shared"),
    roles.rights(*rights.RIGHTS),
    schedules.part,
    todos.sources(due.deeds_of),
    login_attempts.watchers(detections.at_our_door),
    trap_addresses.keepers(trap_addresses.Keeper(detections.among, detections.typed, detections.published)),
)
