"""Counts of a mailing: kept up while letters come and go, then kept."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.outreach.mailings.models.mailings import Mailing

# How long ago letters left last, and how old its numbers may be. What is older is kept as it is.
_AGES = [
    (timedelta(hours=1), timedelta(minutes=10)),
    (timedelta(days=3), timedelta(hours=1)),
    (timedelta(days=60), timedelta(days=1)),
]


def due(mailings: "models.QuerySet[Mailing]", now: datetime) -> "models.QuerySet[Mailing]":
    old = models.Q(count=None)
    for since, age in _AGES:
        old |= models.Q(last_at__gte=now - since, count__counted_at__lt=now - age)
    began = mailings.filter(started_at__isnull=False)
    return began.alias(last_at=Coalesce("finished_at", "moved_at", "started_at")).filter(old)


class MailingCount(models.Model):
    """How many letters of a mailing were handed over, and what came of them. Says nothing of anybody."""

    mailing = models.OneToOneField(Mailing, models.CASCADE, primary_key=True, related_name="count")
    n_handed_over = models.PositiveIntegerField(default=0)
    n_came_back = models.PositiveIntegerField(default=0)
    n_complained = models.PositiveIntegerField(default=0)
    n_unsubscribed = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.mailing_id}: {self.n_handed_over}"

    @property
    def n_delivered(self) -> int:
        """Those that did not come back."""
        return self.n_handed_over - self.n_came_back


class Division(models.Model):
    """Counts of a mailing, group by group: only what may be told. Kept of large mailings."""

    class By(models.TextChoices):
        """What groups are told apart by."""

        DOMAIN = "domain", _("by the domain of the address")
        LANGUAGE = "language", _("by language")
        ZONE = "zone", _("by territory")
        SEGMENT = "segment", _("by segment")

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="divisions", db_index=False)
    by = models.CharField(max_length=8, choices=By)
    key = models.PositiveBigIntegerField(default=0, help_text="Of the territory or the segment")
    groups = models.JSONField(null=True, help_text="See measuring.grouping; null: being counted")
    counted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mailing", "by", "key"], name="one_division")]

    def __str__(self) -> str:
        return f"{self.mailing_id} {self.by} {self.key}"
