"""Manifest of events: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.field.events import (
    asides,
    embedded,
    file_target,
    group_measures,
    hq_search,
    offers,
    privacy,
    rights,
    schedules,
    waiting,
)
from hustings.field.events.views import hosts
from hustings.field.groups import hooks as of_groups
from hustings.foundation.accounts import menu, roles, shortcuts
from hustings.foundation.accounts.roles import Role
from hustings.foundation.contributions import Contribution
from hustings.foundation.file_imports import targets
from hustings.foundation.lib import embeds, how_tos, routes, todos
from hustings.people.selfservice import parts
from hustings.site.website import asides as of_pages
from hustings.site.website import offers as of_site

app = Contribution(
    how_tos.pages(
        how_tos.beside("keep-the-agenda", "events:*"),
        how_tos.beside("repeat-an-event", "events:repeat"),
        how_tos.beside("plan-shifts", "events:shifts", "events:kind*"),
        how_tos.beside("paste-the-weeks-agenda", "events:week"),
        how_tos.beside("subscribe-to-a-calendar", below="field"),
    ),
    hq_search.part,
    group_measures.part,
    menu.entries(
        menu.Entry(
            pgettext_lazy("menu", "Events"), "events:events", rights.enters_events, "date", 10, "field"
        ),
        menu.Entry(_("Event"), "events:new", rights.enters_events, "date", 50, menu.NEW),
    ),
    shortcuts.shortcuts(
        shortcuts.Shortcut(
            _("Add an event"),
            "events:new",
            rights.CHANGE_EVENTS,
            {Role.DIRECTOR: 3, Role.ORGANISER: 1, Role.COMMUNICATIONS: 3},
        ),
    ),
    routes.hq(routes.Section("hustings.field.events.urls", "agenda/")),
    embeds.kinds(embedded.AgendaKind()),
    routes.secret_paths("calendar/of", "groups/co-hosting"),
    routes.unlisted_paths("calendar/of", "groups/co-hosting", "my-calendar"),
    routes.routes(routes.Route("hustings.field.events.urls_public", is_localised=True)),
    of_pages.asides(
        of_pages.Asides("groups.LocalGroup", asides.of_group),
        of_pages.Asides("candidates.Candidacy", asides.near_candidate),
    ),
    privacy.part,
    schedules.part,
    of_groups.host_parts(hosts.part),
    parts.my_data(
        parts.Part(
            "event_calendars",
            _("Personal calendars"),
            {"made_at": _("made on"), "revoked_at": _("revoked on")},
            lambda person: person.calendars.values_list("made_at", "revoked_at"),
        ),
    ),
    roles.rights(*rights.RIGHTS),
    targets.targets(file_target.TARGET),
    todos.sources(waiting.due),
    of_site.offers(offers.OFFERS),
)
