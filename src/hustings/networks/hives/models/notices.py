"""Mails about sales: rows before they are sent."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from hustings.networks.hives.models.producers import Producer
from hustings.networks.hives.models.sales import Sale
from hustings.people.persons.models import Person


class SaleNoticeQuerySet(models.QuerySet["Notice"]):
    """Questions about many mails."""

    def waiting(self) -> Self:
        return self.filter(mailed_at=None)


class Notice(models.Model):
    """One mail to one member or one producer. ``mailed_at``: sent, or there was no address to send it to."""

    class Kind(models.TextChoices):
        OPEN = "open"
        CLOSED = "closed"
        CHANGED = "changed"
        ORDER = "order"

    kind = models.CharField(max_length=7, choices=Kind)
    sale = models.ForeignKey(Sale, models.CASCADE, related_name="notices")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    producer = models.ForeignKey(Producer, models.CASCADE, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = SaleNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["sale"], condition=Q(mailed_at=None), name="hive_notices_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["sale", "kind", "person"], condition=Q(mailed_at=None), name="one_waiting_hive_notice"
            ),
            models.CheckConstraint(
                condition=Q(person=None) ^ Q(producer=None), name="hive_notice_has_one_reader"
            ),
        ]
