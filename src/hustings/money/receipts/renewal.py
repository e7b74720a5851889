"""Receipts voided, and made out anew for what is left of their gifts."""

import logging

from django.db import transaction
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.money.receipts import issuing, told, waiting
from hustings.money.receipts.models import Receipt, ReceiptItem, Series

log = logging.getLogger(__name__)
_AT_ONCE = 1_000


def outdated() -> list[int]:
    """Valid receipts that say more than what is left, since a gift was refunded or taken back."""
    rows = ReceiptItem.objects.outdated().order_by("receipt").values_list("receipt", flat=True).distinct()
    return list(rows[:_AT_ONCE])


@transaction.atomic
def void(receipt: int, why: str, *, note: str = "", by: User | None = None) -> Receipt:
    """End its validity, once; its gifts are held until another one replaces it."""
    row = locked(receipt)
    if row.voided_at is None:
        row.voided_at, row.voided_by, row.why_void, row.void_note = timezone.now(), by, why, note
        row.save(update_fields=["voided_at", "voided_by", "why_void", "void_note"])
        told.voided(row, by)
        log.info("receipts.void receipt=%s why=%s by=%s", row.pk, why, by and by.pk)
    return row


@transaction.atomic
def replace(receipt: int, *, by: User | None = None) -> Receipt | None:
    """Make out another one for what is left of the gifts of a void one; None where nothing is due."""
    row = locked(receipt)
    if row.voided_at is None:
        return None
    gifts = list(row.items.held().order_by("pk").values_list("donation", flat=True))
    series = Series.objects.live().filter(books=row.series.books_id).first()
    row.items.held().update(released_at=timezone.now())
    if not gifts or series is None:
        return None
    made = issuing.issue(series, [gifts], judge=waiting.Judge(), by=by, replaces=row).receipts
    return made[0] if made else None


@transaction.atomic
def renew(receipt: int) -> list[Receipt]:
    """Void one that says too much and make out another one; none where it is all right again."""
    if not ReceiptItem.objects.outdated().filter(receipt=receipt).exists():
        return []
    row = void(receipt, Receipt.Why.REFUNDED)
    made = replace(receipt)
    return [row, made] if made else [row]


def locked(receipt: int) -> Receipt:
    """The receipt, its series locked before it, as those who make out receipts do."""
    series = Receipt.objects.filter(pk=receipt).values_list("series", flat=True).get()
    list(Series.objects.select_for_update(of=("self",)).filter(pk=series))
    rows = Receipt.objects.select_for_update(of=("self",)).select_related("series__books", "person")
    return rows.get(pk=receipt)
