"""Contributions of persons: rights, the timeline and how records read on it."""

from hustings.foundation.accounts import roles
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes
from hustings.foundation.lib import todos as deeds
from hustings.people.persons import rights, timeline, todos
from hustings.people.persons.sentences import contact_details, record, relationships, topics

app = Contribution(
    routes.hq(routes.Section("hustings.people.persons.urls", "people/")),
    roles.rights(*rights.RIGHTS),
    timeline.sources(timeline.ACTIVITIES),
    record.part,
    contact_details.part,
    relationships.part,
    topics.part,
    deeds.sources(todos.waits),
)
