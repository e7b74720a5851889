"""Manifest of embeds: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu
from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes
from hustings.foundation.lib.process import counters as gathering
from hustings.people.persons import origins
from hustings.site.embeds import counters, kinds, schedules

app = Contribution(
    how_tos.pages(
        how_tos.beside("show-forms-on-other-sites", "embeds:*"),
    ),
    menu.entries(
        menu.Entry(_("Embeds"), "embeds:list", EDIT_SITE, "code", 40, "actions"),
    ),
    routes.hq(routes.Section("hustings.site.embeds.urls", "embedding/")),
    routes.routes(
        routes.Route("hustings.site.embeds.urls_public", is_localised=True),
        routes.Route("hustings.site.embeds.plain_urls"),
    ),
    schedules.part,
    origins.namers(kinds.named),
    gathering.folds(counters.fold),
)
