"""Manifest of events: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.accounts import menu, roles
from hustings.contributions import Contribution
from hustings.events import asides, embedded, rights, waiting
from hustings.lib import deeds, embeds, routes
from hustings.website import asides as of_pages

app = Contribution(
    menu.sections(menu.Section("hustings.events.urls", "agenda/")),
    menu.entries(menu.Entry(_("Agenda"), "events:events", rights.CHANGE_EVENTS, "date", 222)),
    embeds.kinds(embedded.AgendaKind()),
    routes.routes(routes.Route("hustings.events.urls_public", is_localised=True)),
    of_pages.asides(
        of_pages.Asides("groups.LocalGroup", asides.of_group),
        of_pages.Asides("candidates.Candidacy", asides.near_candidate),
    ),
    roles.rights(*rights.RIGHTS),
    deeds.sources(waiting.due),
)
