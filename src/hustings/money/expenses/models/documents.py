"""Papers of an expense: quotes, invoices, proofs of payment."""

import secrets
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.money.expenses.models.expenses import Expense


def private() -> Storage:
    """Files that are only sent by a view, which asks who may have them."""
    return storages["private"]


def place(row: Any, name: str) -> str:
    """A name that tells nothing and can't be guessed."""
    return f"expenses/{secrets.token_hex(16)}{PurePosixPath(name).suffix.lower()}"


class Document(models.Model):
    """A file beside an expense. A quote says from whom it is and how much it asks."""

    class Kind(models.TextChoices):
        QUOTE = "quote", pgettext_lazy("document", "quote")
        INVOICE = "invoice", pgettext_lazy("document", "invoice or receipt")
        PROOF = "proof", pgettext_lazy("document", "proof of payment")
        OTHER = "other", pgettext_lazy("document", "other")

    expense = models.ForeignKey(Expense, models.PROTECT, related_name="documents")
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    file = models.FileField(storage=private, upload_to=place)
    name = models.CharField(_("name"), max_length=150)
    ending = models.CharField(max_length=5, help_text="Checked against its bytes")
    size = models.PositiveIntegerField(help_text="Bytes")
    sha256 = models.CharField(max_length=64)
    seller = models.CharField(_("supplier"), max_length=150, blank=True)
    amount = models.BigIntegerField(_("amount"), null=True, blank=True, help_text="Minor units; of a quote")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["expense", "kind"], name="documents_of_expense")]

    def __str__(self) -> str:
        return self.name
