"""Budgets by heading, and the amount from which two people decide."""

import logging
from collections.abc import Mapping

from django.db import transaction

from hustings.foundation.accounts.models import User
from hustings.money.expenses import ceilings
from hustings.money.expenses.models import Allotment, Policy
from hustings.money.ledger.models import Account, Books

log = logging.getLogger(__name__)


@transaction.atomic
def set_budget(
    *, books: Books, amounts: Mapping[Account, int | None], two_from: int | None, tolerance: int = 0,
    by: User | None = None,
) -> None:  # fmt: skip
    """Give each heading its amount (None: no budget), and set the rules of approvals.

    Two people decide from ``two_from``; a refund may exceed what was approved by ``tolerance`` percent.
    """
    ceilings.lock(books)
    gone = [account.pk for account, amount in amounts.items() if not amount]
    Allotment.objects.filter(books=books, account__in=gone).delete()
    for account, amount in amounts.items():
        if amount:
            Allotment.objects.update_or_create(account=account, defaults={"books": books, "amount": amount})
    Policy.objects.update_or_create(books=books, defaults={"two_from": two_from, "tolerance": tolerance})
    log.info("expenses.budget books=%s by=%s", books.pk, by and by.pk)
