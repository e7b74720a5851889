"""Lines of receipts: which gifts each one covers."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from hustings.money.donations.models import Donation
from hustings.money.donations.models.donations import HELD
from hustings.money.receipts.models.receipts import Receipt


class ReceiptItemQuerySet(models.QuerySet["ReceiptItem"]):
    """Questions about many lines of receipts."""

    def held(self) -> Self:
        """Lines for whose gifts no other receipt is made out."""
        return self.filter(released_at=None)

    def outdated(self) -> Self:
        """Lines of valid receipts whose gift was not there any more, if only a part of it."""
        left = F("donation__amount") - F("donation__refunded")
        changed = ~Q(donation__state__in=HELD) | ~Q(amount=left)
        return self.held().filter(changed, receipt__voided_at=None)


class ReceiptItem(models.Model):
    """A gift on a receipt. A void receipt goes on holding its gifts until another one replaces it."""

    receipt = models.ForeignKey(Receipt, models.CASCADE, related_name="items")
    donation = models.ForeignKey(Donation, models.CASCADE, related_name="receipt_items")
    amount = models.BigIntegerField(help_text="Minor units: of the gift what was left then")
    released_at = models.DateTimeField(null=True, blank=True)

    objects = ReceiptItemQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["donation"], condition=Q(released_at=None), name="one_receipt_per_donation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.receipt_id}: {self.donation_id}"
