"""Manifest of decoys: everything given to the other apps."""

from hustings.accounts import knocks, roles
from hustings.contributions import Contribution
from hustings.decoys import due, heard, rights, schedules
from hustings.lib import deeds, reserved, routes

app = Contribution(
    routes.routes(routes.Route("hustings.decoys.plain_urls", place=routes.Place.LAST)),
    routes.secret_paths("shared"),
    roles.rights(*rights.RIGHTS),
    schedules.part,
    deeds.sources(due.deeds_of),
    knocks.watchers(heard.at_our_door),
    reserved.keepers(reserved.Keeper(heard.among, heard.typed, heard.published)),
)
