"""Contributions of contacts and follow-ups: on timelines and on records."""

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes
from hustings.people.contacts import record, timeline_sentences
from hustings.people.persons.hooks import record_parts

app = Contribution(
    routes.hq(routes.Section("hustings.people.contacts.urls", "people/")),
    timeline_sentences.part,
    record_parts.detail_hooks(record.details),
)
