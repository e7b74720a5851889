"""Addresses that said "this wasn't me": no more mail of an event, for a while."""

from django.db import models

from hustings.field.events.models import Event
from hustings.people.signups.models import AddressBar


class Barred(AddressBar):
    """A fingerprint of a mailbox, kept in place of its registration."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="barred", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "fingerprint"], name="one_bar_per_event_and_mailbox")
        ]
