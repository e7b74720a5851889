"""Receipts handed out as documents: the first is the receipt, each later one a duplicate; all are counted."""

import logging

from django.db import transaction

from hustings.foundation.accounts.models import User
from hustings.money.receipts.documents import pdf
from hustings.money.receipts.models import Print, Receipt

log = logging.getLogger(__name__)


@transaction.atomic
def hand_out(*, receipt: Receipt, by: User | None = None) -> bytes:
    """The document. Of two who ask at once one gets the original. ``by``: None for the donor."""
    rows = Receipt.objects.select_for_update(of=("self",)).select_related("signature")
    row = rows.get(pk=receipt.pk)
    n = row.prints.count() + 1
    Print.objects.create(receipt=row, n=n, by=by)
    log.info("receipts.print receipt=%s n=%s by=%s", row.pk, n, by and by.pk)
    return pdf.render(row, is_duplicate=n > 1)
