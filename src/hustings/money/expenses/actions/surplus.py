"""Surpluses are handed over to a party or a charity, once the account is filed."""

import logging
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.money.expenses import ceilings, summaries, surplus
from hustings.money.expenses.refusals import NotDone
from hustings.money.ledger import actions as ledger
from hustings.money.ledger import law
from hustings.money.ledger.models import Account, Books, Entry

log = logging.getLogger(__name__)
_JOURNAL = "BQ"


@transaction.atomic
def hand_over(*, books: Books, amount: int, to: str, on: date, by: User | None = None) -> Entry:
    """Enter what the bank sent to ``to``. Raises NotDone, NotPosted."""
    ceilings.lock(books)
    books.refresh_from_db()
    if books.filed_on is None:
        raise NotDone(_("Enter on which day the account was filed first."))
    found = surplus.rule(books, law.pack())
    if found is None:
        raise NotDone(_("No rule is known here for the surplus of this election: ask your accountant."))
    told = summaries.of(books)
    if surplus.debts(told) > 0:
        raise NotDone(_("Pay suppliers, loans and refunds first."))
    if not 0 < amount <= min(surplus.of(told), told.of_role(Account.Role.BANK)):
        raise NotDone(_("That is more than the surplus that is in the bank."))
    if on < books.filed_on:
        raise NotDone(_("Choose a day after the account was filed."))
    with override(Campaign.current().language):
        label = _("Surplus handed over to %(to)s (%(article)s)") % {"to": to, "article": found.article}
    accounts = books.account(Account.Role.HANDED_OVER), books.account(Account.Role.BANK)
    log.info("expenses.hand_over books=%s amount=%s by=%s", books.pk, amount, by and by.pk)
    return ledger.post(
        books=books, on=on, journal=_JOURNAL, label=label[:200], transfers=[(*accounts, amount)], by=by
    )
