"""Manifest of lookalikes: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu
from hustings.foundation.accounts.rights import GUARD_MAIL
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes
from hustings.security.incidents import clues
from hustings.security.lookalikes import incidents, schedules

app = Contribution(
    how_tos.pages(
        how_tos.beside("watch-for-look-alikes", "lookalikes:*"),
    ),
    menu.entries(
        menu.Entry(_("Look-alike domains"), "lookalikes:list", GUARD_MAIL, "view", 40, "security"),
    ),
    routes.hq(routes.Section("hustings.security.lookalikes.urls", "look-alikes/")),
    schedules.part,
    clues.sources(incidents.clues),
)
