"""Events: what a provider told. The row comes first, its effect after."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from hustings.money.payments.models.channels import Channel
from hustings.money.payments.models.payments import Payment


class Event(models.Model):
    """One thing that was told, once however often it is. ``facts``: as ``providers.port.Fact`` has them."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="events", db_index=False)
    event_id = models.CharField(max_length=120)
    kind = models.CharField(max_length=60, help_text="The provider's word")
    facts = models.JSONField(default=list)
    happened_at = models.DateTimeField(help_text="As the provider says")
    came_at = models.DateTimeField(default=timezone.now)
    is_found = models.BooleanField(default=False, help_text="Asked for: the webhook was lost or late")
    payment = models.ForeignKey(Payment, models.SET_NULL, null=True, related_name="events")
    done_at = models.DateTimeField(null=True)
    n_tried = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True, help_text="Why it has no effect yet")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["channel", "event_id"], name="one_event_per_number")]
        indexes = [models.Index(fields=["id"], condition=Q(done_at=None), name="events_to_do")]

    def __str__(self) -> str:
        return self.event_id
