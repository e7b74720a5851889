"""Contributions of segments: criteria, and to-dos about people."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu, shortcuts
from hustings.foundation.accounts.roles import Role
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes, todos
from hustings.people.persons import timeline
from hustings.people.persons.rights import VIEW_PEOPLE
from hustings.people.segments import criteria as segments
from hustings.people.segments import figures, hq_search
from hustings.people.segments.criteria import builtin, fields, uses
from hustings.people.segments.criteria.builtin import happenings, included

app = Contribution(
    how_tos.pages(
        how_tos.beside("find-people", "segments:*"),
    ),
    hq_search.part,
    menu.entries(
        menu.Entry(_("All people"), "segments:list", VIEW_PEOPLE, "group", 100, "people"),
        menu.Entry(_("Segments"), "segments:segments", VIEW_PEOPLE, "folder-inverse", 200, "people"),
        menu.Entry(_("Segment"), "segments:segment_add", VIEW_PEOPLE, "folder-inverse", 90, menu.NEW),
    ),
    shortcuts.shortcuts(
        shortcuts.Shortcut(
            _("Find people"),
            "segments:list",
            VIEW_PEOPLE,
            {Role.TREASURER: 1, Role.AUDITOR: 2, Role.COORDINATOR: 3},
        ),
    ),
    routes.hq(routes.Section("hustings.people.segments.urls", "people/")),
    segments.catalogue(*builtin.CRITERIA),
    segments.families(fields.FAMILY),
    timeline.happened(*happenings.HAPPENINGS),
    uses.usages(included.uses),
    todos.sources(figures.attention),
)
