"""Manifest of sync: everything given to the other apps."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access, menu
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes
from hustings.foundation.lib import todos as of_team
from hustings.foundation.sync import kinds, todos


def has_phones(user: Any) -> bool:
    """Whether anything is noted on phones here."""
    return bool(kinds.kinds.all()) and access.is_of_team(user)


app = Contribution(
    menu.entries(menu.Entry(_("Notes from phones"), "sync:rescue", has_phones, "download", 90, "field")),
    routes.hq(routes.Section("hustings.foundation.sync.urls", "phones/")),
    routes.routes(
        routes.Route("hustings.foundation.sync.urls_phone", "phone/", place=routes.Place.FIRST),
    ),
    kinds.shells(kinds.Shell("phone:start", ("hustings/sync/start.js",))),
    of_team.sources(todos.of_phones),
)
