"""Manifest of volunteers: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.field.volunteers import (
    hq_search,
    my_data,
    own_cards,
    people_hooks,
    privacy,
    rights,
    segment_criteria,
    site_offers,
    timeline_sentences,
    waiting,
)
from hustings.field.volunteers.actions import offers
from hustings.foundation.accounts import menu, roles
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes, todos
from hustings.people.signups import kinds

app = Contribution(
    how_tos.pages(
        how_tos.beside("find-volunteers", "volunteers:*"),
        how_tos.beside("share-out-tasks", "volunteers:task*"),
    ),
    hq_search.part,
    menu.entries(
        menu.Entry(_("Volunteers"), "volunteers:volunteers", rights.sees_volunteers, "group", 30, "field"),
        menu.Entry(_("Tasks"), "volunteers:tasks", rights.ORGANISE, "tasks", 40, "field"),
        menu.Entry(
            pgettext_lazy("menu", "Task"), "volunteers:task_new", rights.ORGANISE, "tasks", 70, menu.NEW
        ),
    ),
    routes.hq(routes.Section("hustings.field.volunteers.urls", "volunteers/")),
    routes.routes(routes.Route("hustings.field.volunteers.urls_public", is_localised=True)),
    routes.secret_paths("volunteer/offers", "volunteer/asks"),
    routes.unlisted_paths("volunteer/offers", "volunteer/asks", "volunteer/me"),
    roles.rights(*rights.RIGHTS),
    kinds.kinds(offers.KIND),
    todos.sources(waiting.due),
    my_data.part,
    own_cards.part,
    people_hooks.part,
    privacy.part,
    segment_criteria.part,
    site_offers.part,
    timeline_sentences.part,
)
