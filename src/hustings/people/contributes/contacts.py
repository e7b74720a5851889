"""Contributions of contacts and follow-ups: on timelines and on records."""

from hustings.contributions import Contribution
from hustings.people import contact_sentences, contacts_on_record, record_parts

app = Contribution(
    contact_sentences.part,
    record_parts.detail_hooks(contacts_on_record.details),
)
