"""Streams of entries, the handsets that may write to them, and the entries, which stay as they came."""

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.models import User


class Stream(models.Model):
    """The log of one subject of an app, such as the doors of an event. ``kind`` is a ``kinds.Kind``."""

    kind = models.CharField(max_length=30)
    subject = models.PositiveBigIntegerField()
    last_pos = models.PositiveBigIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager["Stream"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject"], name="one_stream_of_a_subject")]


class HandsetQuerySet(models.QuerySet["Handset"]):
    """Questions about many handsets."""

    def phones(self) -> "HandsetQuerySet":
        """All but HQ's own."""
        return self.exclude(digest=Handset.NO_SECRET)

    def with_held(self) -> models.QuerySet[Any]:
        """Those of which ``n_held`` entries are held back, the one that waits longest (``held_at``) first."""
        held = models.Q(entries__pos=None)
        found = self.filter(
            models.Exists(LoggedEntry.objects.filter(handset=models.OuterRef("pk"), pos=None))
        )
        return found.annotate(
            n_held=models.Count("entries", filter=held),
            held_at=models.Min("entries__received_at", filter=held),
        ).order_by("held_at")


class Handset(models.Model):
    """A phone that was handed a stream. Only the digest of its secret is kept."""

    NO_SECRET = ""  # digest of HQ's own handset, which is no phone: no secret has it

    class State(models.TextChoices):
        LIVE = "live", _("valid")
        LAPSED = "lapsed", _("expired")
        REVOKED = "revoked", _("revoked")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stream = models.ForeignKey(Stream, models.CASCADE, related_name="handsets")
    name = models.CharField(_("name"), max_length=100)
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)

    objects = HandsetQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def state_at(self, moment: datetime) -> "Handset.State":
        """Whether what it sends at this moment counts."""
        if self.revoked_at and self.revoked_at <= moment:
            return self.State.REVOKED
        return self.State.LAPSED if self.ends_at <= moment else self.State.LIVE


class LoggedEntryQuerySet(models.QuerySet["LoggedEntry"]):
    """Questions about many entries."""

    def of(self, stream: Stream, keys: Collection[str]) -> "LoggedEntryQuerySet":
        """All that counts for these keys, in the order of arrival: what ``settle`` derives the state from."""
        return self.filter(stream=stream, key__in=keys, pos__isnull=False, problem="").order_by("pos")

    def after(self, stream: Stream, pos: int) -> "LoggedEntryQuerySet":
        """The log behind a cursor."""
        return self.filter(stream=stream, pos__gt=pos).order_by("pos")


class LoggedEntry(models.Model):
    """One operation, made on a phone. Its ``pos`` is the order that cursors follow; none: it is held back.

    ``replica`` is one store in one browser: a link opened twice makes two that both count from 1. ``seen`` is
    what the replica knew of this key, as {replica: its highest ``n``}.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    stream = models.ForeignKey(Stream, models.CASCADE, related_name="entries")
    handset = models.ForeignKey(Handset, models.RESTRICT, related_name="entries")
    replica = models.UUIDField()
    n = models.PositiveBigIntegerField()
    seen = models.JSONField(default=dict)
    key = models.CharField(max_length=100)
    verb = models.CharField(max_length=30)
    body = models.JSONField()
    happened_at = models.DateTimeField(help_text="By the phone's clock")
    clock_offset = models.IntegerField(default=0, help_text="Seconds by which our clock was ahead of it")
    received_at = models.DateTimeField(default=timezone.now)
    pos = models.PositiveBigIntegerField(null=True)
    problem = models.CharField(max_length=30, blank=True)
    vouched_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = LoggedEntryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "pos"], name="one_entry_at_a_position")]
        indexes = [
            models.Index(fields=["stream", "key", "pos"], name="sync_key"),
            models.Index(fields=["handset"], condition=models.Q(pos=None), name="sync_held"),
        ]

    @property
    def at(self) -> datetime:
        """Moment at which it happened by our clock, as far as the phone's was off when it sent."""
        return self.happened_at + timedelta(seconds=self.clock_offset)

    @property
    def is_late(self) -> bool:
        """Whether it came after the stream was closed; it was noted before, or has a problem."""
        return self.stream.closed_at is not None and self.received_at > self.stream.closed_at
