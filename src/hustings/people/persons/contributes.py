"""Contributions of persons: rights, the timeline and how records read on it."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu, roles, shortcuts
from hustings.foundation.accounts.roles import Role
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes
from hustings.foundation.lib import todos as deeds
from hustings.people.persons import goal_metrics, pending_addresses, rights, timeline, todos, webhook_events
from hustings.people.persons.sentences import contact_details, record, relationships, topics

app = Contribution(
    goal_metrics.part,
    how_tos.pages(
        how_tos.beside("keep-a-record", "persons:*"),
        how_tos.beside("keep-fields-of-your-own", "persons:field*"),
        how_tos.beside("let-people-choose-topics", "persons:topic*"),
    ),
    menu.entries(
        menu.Entry(_("Tags"), "persons:tags", rights.CHANGE_PEOPLE, "tag", 10, "data"),
        menu.Entry(_("Custom fields"), "persons:fields", rights.CHANGE_PEOPLE, "list-ul", 20, "data"),
        menu.Entry(
            _("Organisations"), "persons:organisations", rights.VIEW_PEOPLE, "folder-open-1", 30, "data"
        ),
        menu.Entry(_("Needs review"), "persons:waiting", pending_addresses.may_look, "time", 360, "people"),
        menu.Entry(_("E-mail topics"), "persons:topics", rights.CHANGE_PEOPLE, "list-ul", 30, "email"),
        menu.Entry(_("Person"), "persons:add", rights.CHANGE_PEOPLE, "user", 70, menu.NEW),
    ),
    shortcuts.shortcuts(
        shortcuts.Shortcut(
            _("Add a person"), "persons:add", rights.CHANGE_PEOPLE, {Role.COORDINATOR: 1, Role.ORGANISER: 2}
        ),
        shortcuts.Shortcut(
            _("See organisations"), "persons:organisations", rights.VIEW_PEOPLE, {Role.TREASURER: 2}
        ),
    ),
    routes.hq(routes.Section("hustings.people.persons.urls", "people/")),
    roles.rights(*rights.RIGHTS),
    timeline.sources(timeline.ACTIVITIES),
    record.part,
    contact_details.part,
    relationships.part,
    topics.part,
    deeds.sources(todos.waits),
    webhook_events.part,
)
