"""Prints: each time a receipt left as a document."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.money.receipts.models.receipts import Receipt


class Print(models.Model):
    """One document that was handed out: the first the receipt, later ones marked as duplicates."""

    receipt = models.ForeignKey(Receipt, models.CASCADE, related_name="prints", db_index=False)
    n = models.PositiveIntegerField(help_text="1 for the original")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False,
        verbose_name=_("handed out by"), help_text="None: the donor",
    )  # fmt: skip

    class Meta:
        ordering = ["receipt", "n"]
        constraints = [models.UniqueConstraint(fields=["receipt", "n"], name="one_print_per_number")]

    def __str__(self) -> str:
        return f"{self.receipt_id}: {self.n}"
