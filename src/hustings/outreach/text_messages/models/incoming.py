"""Incoming texts: a row each, before anything is done about it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.sql.key_fields import KeyField
from hustings.outreach.text_messages.models.gateways import Gateway
from hustings.people.persons.models import Person


class Incoming(models.Model):
    """A text that somebody sent us. The provider may tell it several times; it counts once."""

    gateway = models.ForeignKey(Gateway, models.PROTECT, related_name="incoming", db_index=False)
    provider_id = KeyField(max_length=80)
    number = KeyField(max_length=16, help_text="In E.164, or as the provider writes it")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="incoming_texts")
    body = models.TextField(blank=True)
    received_at = models.DateTimeField(default=timezone.now)
    is_stop = models.BooleanField(default=False, help_text="Read before anything else")

    class Meta:
        verbose_name = _("incoming text")
        constraints = [
            models.UniqueConstraint(fields=["gateway", "provider_id"], name="one_incoming_text_per_id")
        ]
        indexes = [
            models.Index(fields=["number", "received_at"], condition=Q(is_stop=True), name="numbers_stopped"),
        ]

    def __str__(self) -> str:
        return self.provider_id
