"""Refunds: each sum that went back, and those that a provider failed to send."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts.roles import Right
from hustings.money.payments.models.channels import Channel
from hustings.money.payments.models.payments import Payment


class RefundQuerySet(models.QuerySet["Refund"]):
    """Questions about many refunds."""

    def of(self, user: Any, right: Right) -> Self:
        return self.filter(payment__channel__in=Channel.objects.of(user, right))

    def to_do(self) -> Self:
        """Failed ones that nobody has dealt with: the payer still waits."""
        return self.exclude(failed_at=None).filter(closed_at=None)


class Refund(models.Model):
    """One sum. A provider may tell of it first, or of its failure first; by ``provider_id`` it is one."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="refunds", db_index=False)
    provider_id = models.CharField(
        max_length=100, blank=True, help_text="Empty: the bank or a person sent it"
    )
    amount = models.BigIntegerField(_("amount"), help_text="Minor units")
    on = models.DateField(_("date"))
    is_by_hand = models.BooleanField(default=False, help_text="A transfer of the treasurer's")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    failed_at = models.DateTimeField(null=True, blank=True, help_text="The money is here again")
    closed_at = models.DateTimeField(null=True, blank=True, help_text="A person dealt with the failure")

    objects = RefundQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("payment", "refund")
        verbose_name_plural = pgettext_lazy("payment", "refunds")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_amount_is_positive"),
            models.UniqueConstraint(
                fields=["payment", "provider_id"], condition=~Q(provider_id=""), name="one_refund_per_number"
            ),
        ]
        indexes = [
            models.Index(fields=["payment"], name="refunds_of_payment"),
            models.Index(
                fields=["failed_at"],
                condition=Q(failed_at__isnull=False, closed_at=None),
                name="refunds_to_make_anew",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payment_id}: {self.amount}"
