"""Receipts whose gifts the law no longer wants kept: the number stays, what it said of a person goes."""

import logging

from django.db.models import Exists, OuterRef

from hustings.money.receipts.models import Receipt, ReceiptItem

log = logging.getLogger(__name__)


def empty() -> int:
    """Empty those whose gifts were deleted; the number of them."""
    items = ReceiptItem.objects.filter(receipt=OuterRef("pk"))
    bare = Receipt.objects.filter(~Exists(items), person=None).exclude(name="", facts={})
    n = bare.update(name="", email="", facts={}, void_note="")
    if n:
        log.info("receipts.empty receipts=%s", n)
    return n
