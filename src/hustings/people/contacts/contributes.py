"""Contributions of contacts and follow-ups: on timelines and on records."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes
from hustings.people.contacts import record, timeline_sentences
from hustings.people.persons.hooks import record_parts
from hustings.people.persons.rights import VIEW_PEOPLE

app = Contribution(
    menu.entries(
        menu.Entry(_("My follow-ups"), "contacts:follow_ups", VIEW_PEOPLE, "calendar-check", 150, "people")
    ),
    routes.hq(routes.Section("hustings.people.contacts.urls", "people/")),
    timeline_sentences.part,
    record_parts.detail_hooks(record.details),
)
