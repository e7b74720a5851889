"""Receipts are voided, made out anew, and mailed again."""

import logging

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.money.receipts import renewal, tasks
from hustings.money.receipts.models import Receipt
from hustings.money.receipts.refusals import IsVoid, NothingDue

log = logging.getLogger(__name__)


@transaction.atomic
def void(
    *, receipt: Receipt, why: str, note: str = "", is_replaced: bool = False, by: User | None = None
) -> Receipt | None:
    """End its validity; ``is_replaced``: make out another one at once. Raises IsVoid."""
    if renewal.locked(receipt.pk).voided_at:
        raise IsVoid(_("This receipt is void already."))
    row = renewal.void(receipt.pk, why, note=note, by=by)
    made = renewal.replace(row.pk, by=by) if is_replaced else None
    tasks.tell(*filter(None, [row, made]))
    return made


@transaction.atomic
def replace(*, receipt: Receipt, by: User | None = None) -> Receipt:
    """Make out another one for the gifts of a void one. Raises NothingDue."""
    made = renewal.replace(receipt.pk, by=by)
    if made is None:
        raise NothingDue(_("Nothing can be issued: see “Donations without a receipt” for the reason."))
    tasks.tell(made)
    return made


@transaction.atomic
def mail_again(*, receipt: Receipt, by: User | None = None) -> None:
    """Send the link once more, to the address that the donor declared. Raises IsVoid, NothingDue."""
    row = renewal.locked(receipt.pk)
    if row.voided_at:
        raise IsVoid(_("This receipt is void."))
    if not row.email or row.person_id is None:
        raise NothingDue(_("There is no e-mail address for this receipt."))
    Receipt.objects.filter(pk=row.pk).update(mailed_at=None)
    tasks.mail.enqueue(row.pk)
    log.info("receipts.mail receipt=%s by=%s", row.pk, by and by.pk)
