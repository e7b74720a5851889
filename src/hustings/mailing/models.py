"""Mailings and one row for each letter of theirs."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.people.models import Person, Purpose, Segment


class Mailing(models.Model):
    """A letter to a segment."""

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("draft")
        QUEUEING = "queueing", _("being prepared")
        SENDING = "sending", _("being sent")
        PAUSED = "paused", _("paused")
        SENT = "sent", _("sent")
        CANCELLED = "cancelled", _("cancelled")

    name = models.CharField(_("name"), max_length=100, help_text=_("Only the team sees it"))
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    segment = models.ForeignKey(Segment, models.PROTECT, null=True, blank=True, verbose_name=_("segment"))
    purpose = models.CharField(max_length=12, choices=Purpose, default=Purpose.EMAIL)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    n_deliveries = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """One mailing to one person: a row before anything leaves."""

    class State(models.TextChoices):
        """How far it is."""

        QUEUED = "queued", _("queued")
        CLAIMED = "claimed", _("claimed by a worker")
        SENDING = "sending", _("on the wire")
        SENT = "sent", _("handed over")
        FAILED = "failed", _("refused by the mail server")
        SKIPPED = "skipped", _("left out")
        UNSURE = "unsure", _("unsure: the worker ended while it was on the wire")

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="deliveries", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="deliveries")
    address = models.CharField(max_length=254)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was left out or refused")
    owner = models.CharField(max_length=64, blank=True, help_text="The worker that holds it")
    lease_expires_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [models.UniqueConstraint(fields=["mailing", "person"], name="one_delivery_per_person")]
        indexes = [
            models.Index(fields=["state", "due_at", "id"], name="deliveries_due"),
            models.Index(fields=["mailing", "state"], name="deliveries_of_mailing"),
        ]

    def __str__(self) -> str:
        return f"{self.mailing_id} → {self.address}"
