"""One row for each letter of a mailing, and the workers that carry them."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.outreach.delivery.models.reasons import NotSent, Reason, told
from hustings.outreach.mailings.models.mailings import Mailing
from hustings.people.persons.models import Person


class WorkerLease(models.Model):
    """One run of a worker that carries letters. What it claimed is its own while it renews the lease.

    Another worker closes a lapsed run: claimed deliveries are queued again, those on the wire become unsure.
    That list stands here, so a delivery changes twice, not three times. Numbers are never used twice.
    """

    name = models.CharField(max_length=64)
    started_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)
    on_wire = models.TextField(
        default="", help_text="Numbers of the deliveries that have left and have no answer yet"
    )
    handed_over = models.TextField(
        default="", help_text="Numbers of those that the server took, and that are not yet marked so"
    )

    def __str__(self) -> str:
        return self.name


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Questions about many deliveries."""

    def open(self) -> "DeliveryQuerySet":
        return self.filter(state__in=[*Delivery.LEAVING, Delivery.State.HELD])

    def handed_over(self) -> "DeliveryQuerySet":
        return self.filter(state__in=Delivery.HANDED_OVER)

    def got(self) -> "DeliveryQuerySet":
        return self.filter(state__in=Delivery.GOT)

    def counts(self) -> dict[str, int]:
        """How many stand in each state; of rows, so that an index alone answers."""
        return dict(self.order_by().values_list("state").annotate(n=models.Count("*")))


class Delivery(models.Model):
    """One mailing to one person. ``round``: their time in the sequence, else the only one."""

    class State(models.TextChoices):
        HELD = "held", _("waiting for the winner")  # until a test of versions is decided
        QUEUED = "queued", _("queued")
        CLAIMED = "claimed", _("preparing")
        SENDING = "sending", _("sending")
        SENT = "sent", _("sent")
        DELIVERED = "delivered", pgettext_lazy("e-mail", "delivered")
        BOUNCED = "bounced", _("bounced")
        COMPLAINED = "complained", _("spam complaint")
        FAILED = "failed", _("refused by the mail server")
        SKIPPED = "skipped", pgettext_lazy("e-mail", "excluded")
        UNSURE = (
            "unsure",
            pgettext_lazy("e-mail", "unknown"),
        )  # the connection or the worker ended while it was on the wire

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="deliveries", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="deliveries", db_index=False)
    round = models.PositiveSmallIntegerField(default=1, db_default=1)
    address = models.CharField(max_length=254)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    reason = models.CharField(
        max_length=300, choices=[*NotSent.choices, *Reason.choices], blank=True,
        help_text="Why it was left out, refused or came back; of one that waits, see ``moments.reason``",
    )  # fmt: skip
    said = models.CharField(
        max_length=300,
        blank=True,
        db_default="",
        default="",
        help_text="The words of a server, to the reason",
    )
    carrier = models.ForeignKey(
        WorkerLease, models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+"
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    version = models.CharField(
        max_length=1, blank=True, db_default="", default="", help_text="In a test; empty: the first"
    )
    due_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    slot_at = models.DateTimeField(
        null=True, blank=True, help_text="For when its place among those to its destination was given out"
    )
    provider_id = models.CharField(
        max_length=200, null=True, blank=True, help_text="What the provider that took it calls it"
    )
    unsubscribed_at = models.DateTimeField(null=True, blank=True, help_text="By the link in this letter")
    disowned_at = models.DateTimeField(null=True, blank=True, help_text="The reader is somebody else")

    objects = DeliveryQuerySet.as_manager()

    GOT: ClassVar = [State.SENT, State.DELIVERED, State.COMPLAINED]
    HANDED_OVER: ClassVar = [*GOT, State.BOUNCED]
    # The states of what is on its way to the mail server.
    LEAVING: ClassVar = [State.QUEUED, State.CLAIMED, State.SENDING]

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(fields=["person", "mailing", "round"], name="one_delivery_a_round")
        ]
        indexes = [
            models.Index(fields=["mailing", "state", "due_at"], name="deliveries_due"),
            models.Index(
                fields=["person", "sent_at", "mailing"],
                name="deliveries_lately",
                condition=models.Q(sent_at__isnull=False),
            ),
            models.Index(
                fields=["mailing"],
                name="deliveries_unsubscribed",
                condition=models.Q(unsubscribed_at__isnull=False),
            ),
            models.Index(
                fields=["provider_id"],
                name="deliveries_of_providers",
                condition=models.Q(provider_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mailing_id} → {self.address}"

    @property
    def why(self) -> str:
        return ": ".join(filter(None, [told(self.reason), self.said]))
