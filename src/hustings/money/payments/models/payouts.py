"""Payouts: sums that a provider sends to the bank account."""

from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts.roles import Right
from hustings.money.payments.models.channels import Channel


class PayoutQuerySet(models.QuerySet["Payout"]):
    """Questions about many payouts."""

    def of(self, user: Any, right: Right) -> Self:
        return self.filter(channel__in=Channel.objects.of(user, right))


class Payout(models.Model):
    """One sum. ``gross`` less ``fees`` is its amount, or something is left out: see ``reconciliation``."""

    channel = models.ForeignKey(
        Channel, models.PROTECT, related_name="payouts", verbose_name=pgettext_lazy("payments", "channel")
    )
    provider_id = models.CharField(pgettext_lazy("of a document", "number"), max_length=100)
    amount = models.BigIntegerField(_("amount"), help_text="Minor units, as the provider told")
    gross = models.BigIntegerField(default=0, help_text="Payments less refunds and disputes in it")
    fees = models.BigIntegerField(_("fees"), default=0)
    on = models.DateField(_("date"))
    posted_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = PayoutQuerySet.as_manager()

    class Meta:
        verbose_name = _("payout")
        verbose_name_plural = _("payouts")
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["channel", "provider_id"], name="one_payout_per_number")
        ]

    def __str__(self) -> str:
        return self.provider_id
