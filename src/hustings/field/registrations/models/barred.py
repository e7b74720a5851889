"""Addresses that said "this wasn't me": no more mail of an event, for a while."""

from django.db import models
from django.utils import timezone

from hustings.field.events.models import Event


class Barred(models.Model):
    """A fingerprint of a mailbox, kept in place of its registration."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="barred", db_index=False)
    fingerprint = models.CharField(max_length=64, help_text="Keyed hash of event and address")
    disowned_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "fingerprint"], name="one_bar_per_event_and_mailbox")
        ]
