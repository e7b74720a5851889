"""Proposals to refund what the law doesn't let us keep."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts.roles import Right
from hustings.money.donations.models.donations import Donation
from hustings.money.donations.models.funds import Fund


class RefundProposalQuerySet(models.QuerySet["RefundProposal"]):
    """Questions about many proposals."""

    def of(self, user: Any, right: Right) -> Self:
        return self.filter(donation__fund__in=Fund.objects.of(user, right))

    def open(self) -> Self:
        return self.filter(done_at=None, withdrawn_at=None)


class RefundProposal(models.Model):
    """An amount of one gift that should go back, and by which rule; withdrawn once all is well again."""

    donation = models.ForeignKey(Donation, models.CASCADE, related_name="proposals", db_index=False)
    amount = models.BigIntegerField(_("amount"), help_text="Minor units")
    code = models.CharField(max_length=20, help_text="A key of legal.gift_sentences.REFUSALS")
    rule = models.CharField(max_length=60, help_text="Key of the rule of law")
    article = models.CharField(_("article"), max_length=150)
    made_at = models.DateTimeField(pgettext_lazy("refund", "found"), default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = RefundProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed refund")
        verbose_name_plural = _("proposed refunds")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="proposal_amount_is_positive"),
            models.UniqueConstraint(
                fields=["donation"], condition=models.Q(done_at=None, withdrawn_at=None),
                name="one_open_proposal_per_donation",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.donation_id}: {self.amount}"
