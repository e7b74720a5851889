"""Keys that sign tickets. Private ones are encrypted in the database and its backups."""

from django.db import models
from django.utils import timezone

MOST = 255  # one byte of a ticket names its key


class TicketKey(models.Model):
    """A pair of Ed25519 keys. The newest signs; all that aren't withdrawn let in."""

    number = models.PositiveSmallIntegerField(unique=True, help_text="What tickets name it by")
    public = models.BinaryField()
    sealed = models.BinaryField(help_text="The private key, encrypted")
    made_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="From here on it lets nobody in")

    objects = models.Manager["TicketKey"]()

    class Meta:
        ordering = ["number"]
