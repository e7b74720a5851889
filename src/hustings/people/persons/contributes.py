"""Contributions of persons: rights, the timeline and how records read on it."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu, roles
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes
from hustings.foundation.lib import todos as deeds
from hustings.people.persons import pending_addresses, rights, timeline, todos
from hustings.people.persons.sentences import contact_details, record, relationships, topics

app = Contribution(
    menu.submenus(menu.Submenu("people", _("People"), "group", 50)),
    menu.entries(
        menu.Entry(_("Tags"), "persons:tags", rights.CHANGE_PEOPLE, "tag", 300, "people"),
        menu.Entry(_("Custom fields"), "persons:fields", rights.CHANGE_PEOPLE, "list-ul", 400, "people"),
        menu.Entry(_("E-mail topics"), "persons:topics", rights.CHANGE_PEOPLE, "mail", 405, "people"),
        menu.Entry(
            _("Organisations"), "persons:organisations", rights.VIEW_PEOPLE, "folder-open-1", 410, "people"
        ),
        menu.Entry(_("Needs review"), "persons:waiting", pending_addresses.may_look, "time", 455, "people"),
    ),
    routes.hq(routes.Section("hustings.people.persons.urls", "people/")),
    roles.rights(*rights.RIGHTS),
    timeline.sources(timeline.ACTIVITIES),
    record.part,
    contact_details.part,
    relationships.part,
    topics.part,
    deeds.sources(todos.waits),
)
