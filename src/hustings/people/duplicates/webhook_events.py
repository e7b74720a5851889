"""Merges as webhooks tell of them."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.webhooks.events import Event, events
from hustings.people.persons.webhook_events import PERSON, by_person

MERGED, UNMERGED = "people.merged", "people.unmerged"
part = events(
    Event(MERGED, _("Duplicates merged"), {"person": PERSON, "merged": {"id": 8}}, by_person),
    Event(UNMERGED, _("Merged people separated again"), {"person": PERSON, "parted": {"id": 8}}, by_person),
)
