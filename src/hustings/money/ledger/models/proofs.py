"""Results of the proofs of books."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.money.ledger.models.books import Books


class ProofRun(models.Model):
    """One reading of all that books say, from the first entry; ``fault`` names the first thing wrong."""

    books = models.ForeignKey(Books, models.CASCADE, related_name="proofs", db_index=False)
    at = models.DateTimeField(_("when"), default=timezone.now)
    n_entries = models.PositiveBigIntegerField()
    head = models.CharField(max_length=64, help_text="Digest of the last entry")
    fault = models.CharField(_("problem"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("proof")
        verbose_name_plural = _("proofs")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["books", "-id"], name="proofs_of_books")]

    def __str__(self) -> str:
        return f"{self.books_id}: {self.at:%Y-%m-%d} {self.fault or 'whole'}"
