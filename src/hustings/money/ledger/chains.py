"""Chains of books: entries, attachments and closed periods, each proven from its first link."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.chain.links import Chain
from hustings.money.ledger.models import Attachment, Books, Entry, Period

_SAYS = {
    "missing": _("Entry %(n)d is missing."),
    "changed": _("Entry %(n)d or the one before it was changed."),
    "head": _("The hash you noted is not in the books: they were rewritten or cut short."),
}


@dataclass(frozen=True)
class _Entries(Chain):
    """A chain whose links are read with their transfers and accounts."""

    def links(self) -> models.QuerySet[Any]:
        accounts = "transfers__debit", "transfers__credit"
        return super().links().select_related("reverses").prefetch_related(*accounts)


class _Attachments(Chain):
    def links(self) -> models.QuerySet[Any]:
        return super().links().select_related("entry")


def of_entries(books: Books) -> Chain:
    """The chain of the journal: its lock is the one that numbers and periods wait for."""
    return _Entries(f"ledger:{books.pk}", Entry, {"books": books}, _SAYS)


def of_attachments(books: Books) -> Chain:
    """The chain of the files that belong to entries."""
    says = {
        "missing": _("Attachment %(n)d is missing."),
        "changed": _("Attachment %(n)d or the one before it was changed."),
    }
    return _Attachments(f"ledger:{books.pk}:attachments", Attachment, {"books": books}, says)


def of_periods(books: Books) -> Chain:
    """The chain of the closings."""
    says = {
        "missing": _("Closing %(n)d is missing."),
        "changed": _("Closing %(n)d or the one before it was changed."),
    }
    return Chain(f"ledger:{books.pk}:periods", Period, {"books": books}, says)
