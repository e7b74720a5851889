"""Entries as the rules have them, and what somebody has to look at. Both are derived; see ``settling``."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.field.checkins.models.doors import Ticket
from hustings.field.events.models import Event
from hustings.foundation.lib.sql.key_fields import KeyField
from hustings.foundation.sync.models import Handset


class CheckIn(models.Model):
    """People who came in by one ticket, or without one, counted once. ``at``, ``door``: the first entry."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="check_ins", db_index=False)
    key = KeyField(max_length=40)
    ticket = models.OneToOneField(Ticket, models.CASCADE, null=True, blank=True, related_name="check_in")
    people = models.PositiveSmallIntegerField()
    inside = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    door = models.CharField(max_length=100, blank=True)
    handset = models.ForeignKey(
        Handset, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )

    objects = models.Manager["CheckIn"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "key"], name="one_check_in_of_a_key")]
        indexes = [models.Index(fields=["event", "at"], name="check_ins_by_time")]


class FindingQuerySet(models.QuerySet["Finding"]):
    """Questions about many findings."""

    def open(self) -> Self:
        return self.filter(cleared_at=None)


class Finding(models.Model):
    """Something at the doors that a person should look at. It blocks nobody and is counted once."""

    class Kind(models.TextChoices):
        DOUBLE = "double", _("entered twice")
        CANCELLED = "cancelled", _("entered with a cancelled seat")
        UNKNOWN = "unknown", _("ticket that is not on the list")

    event = models.ForeignKey(Event, models.CASCADE, related_name="door_findings", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind)
    key = KeyField(max_length=40)
    ticket = models.ForeignKey(Ticket, models.CASCADE, null=True, blank=True, related_name="findings")
    entries = models.JSONField(help_text="[{door, at, people, is_double}], in order")
    found_at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["-found_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["event", "key", "kind"], name="one_finding_of_a_kind")]
