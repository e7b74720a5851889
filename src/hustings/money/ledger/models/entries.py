"""Entries, and the transfers that they are made of."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.lib.chain.links import Link
from hustings.money.ledger.models.books import Account, Books


class Entry(Link):
    """One entry of the journal: a link of its books' chain. Its ``position`` is its number, without gaps.

    Texts hold no personal data: donors stand there by reference numbers, for the chain is kept for good.
    Read many with ``chains.of_entries(books).links()``, which has their transfers and accounts.
    """

    books = models.ForeignKey(Books, models.PROTECT, related_name="entries", db_index=False)
    journal = models.CharField(_("journal"), max_length=10, help_text="A code of the plan")
    on = models.DateField(_("date"))
    label = models.CharField(_("label"), max_length=200)
    reference = models.CharField(
        _("reference"), max_length=60, blank=True, help_text=_("Number of the invoice, slip or receipt")
    )
    source = models.CharField(
        max_length=100, null=True, help_text="Deed that it records, such as donation:12:settled; once"
    )
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="reversed_by", verbose_name=_("reverses")
    )
    n_transfers = models.PositiveIntegerField(help_text="The database takes no more than these")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False,
        db_index=False, verbose_name=_("posted by"), help_text="The number stays when the account goes",
    )  # fmt: skip

    drafted: "list[Transfer] | None" = None  # while it is posted

    class Meta(Link.Meta):
        verbose_name = pgettext_lazy("books", "entry")
        verbose_name_plural = pgettext_lazy("books", "entries")
        ordering = ["books", "position"]
        constraints = [
            models.UniqueConstraint(fields=["books", "position"], name="one_entry_per_number"),
            models.UniqueConstraint(fields=["books", "source"], name="one_entry_per_source"),
            models.CheckConstraint(condition=models.Q(n_transfers__gte=1), name="entry_moves_something"),
        ]
        indexes = [models.Index(fields=["books", "on", "position"], name="entries_by_day")]

    def __str__(self) -> str:
        return f"{self.position} · {self.label}"

    def says(self) -> dict[str, Any]:
        rows = self.transfers.all() if self.drafted is None else self.drafted
        return {
            "journal": self.journal, "on": self.on.isoformat(), "label": self.label,
            "reference": self.reference, "source": self.source, "by": self.made_by_id,
            "reverses": self.reverses.position if self.reverses else None,
            "transfers": [[row.debit.number, row.credit.number, row.amount] for row in rows],
        }  # fmt: skip


class Transfer(models.Model):
    """An amount from one account to another: so an entry is balanced whatever is written."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="transfers", db_index=False)
    position = models.PositiveIntegerField(help_text="In its entry, from 1")
    on = models.DateField(help_text="The entry's, for sums by day without its row")
    debit = models.ForeignKey(Account, models.PROTECT, related_name="debits", db_index=False)
    credit = models.ForeignKey(Account, models.PROTECT, related_name="credits", db_index=False)
    amount = models.BigIntegerField(help_text="Minor units of the books' currency")

    class Meta:
        ordering = ["entry", "position"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "position"], name="one_transfer_per_position"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="transfer_moves_something"),
            models.CheckConstraint(
                condition=~models.Q(debit=models.F("credit")), name="transfer_leads_elsewhere"
            ),
        ]
        indexes = [  # they hold all that a balance or a statement sums
            models.Index(fields=["debit", "on", "entry", "amount"], name="transfers_by_debit"),
            models.Index(fields=["credit", "on", "entry", "amount"], name="transfers_by_credit"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.debit_id} / {self.credit_id} {self.amount}"
