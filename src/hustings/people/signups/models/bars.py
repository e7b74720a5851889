"""Addresses that said "this wasn't me", to be told by their fingerprints alone: see ``address_bars``."""

from django.db import models
from django.utils import timezone


class AddressBar(models.Model):
    """A fingerprint kept in place of what was disowned. A model of an app says of what it gets no more mail.

    It calls that one ``barred``, and lets each fingerprint be there once.
    """

    fingerprint = models.CharField(max_length=64, help_text="Keyed hash of that and the address")
    disowned_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
