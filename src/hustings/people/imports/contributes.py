"""Contributions of imports: their operation, their lines of timelines, a criterion, to-dos."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu, shortcuts
from hustings.foundation.accounts.roles import Role
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes
from hustings.foundation.lib import todos as deeds
from hustings.people.changes.operations import kinds
from hustings.people.imports import criteria, schedules, timeline_sentences, todos
from hustings.people.imports.run import operation
from hustings.people.persons.rights import IMPORT_PEOPLE

app = Contribution(
    how_tos.pages(
        how_tos.beside("import-people", "imports:*"),
    ),
    menu.entries(
        menu.Entry(_("Imports"), "imports:imports", IMPORT_PEOPLE, "upload", 250, "people"),
        menu.Entry(_("Import"), "imports:imports", IMPORT_PEOPLE, "upload", 80, menu.NEW),
    ),
    shortcuts.shortcuts(
        shortcuts.Shortcut(_("Import people"), "imports:imports", IMPORT_PEOPLE, {Role.DIRECTOR: 2}),
    ),
    routes.hq(routes.Section("hustings.people.imports.urls", "people/")),
    schedules.part,
    timeline_sentences.part,
    criteria.part,
    deeds.sources(todos.waiting),
    kinds.kinds(*operation.KINDS),
)
