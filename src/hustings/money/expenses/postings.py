"""Entries of the books for each step of an expense. They name it by its number, never the payee."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.money.expenses.models import Expense, Settlement, Way
from hustings.money.expenses.refusals import NoAccount
from hustings.money.ledger import actions as ledger
from hustings.money.ledger.models import Account, Entry

Role = Account.Role
BORNE_BY = {
    Way.PURCHASE: Role.SUPPLIERS,
    Way.CLAIM: Role.SUPPLIERS,
    Way.PARTY: Role.PARTY_PAID,
    Way.OWN_KIND: Role.OWN_IN_KIND,
    Way.PARTY_KIND: Role.PARTY_IN_KIND,
}


def invoiced(row: Expense, by: User | None) -> Entry:
    """The cost under its heading, against whoever is owed or bears it."""
    assert row.invoice_on and row.invoiced
    journal = "OD" if row.is_borne_by_others else "AC"
    against = _account(row, BORNE_BY[Way(row.way)])
    return _post(row, row.invoice_on, journal, "invoiced", (row.account, against, row.invoiced), by)


def paid(row: Expense, one: Settlement, by: User | None) -> Entry:
    is_cash = one.means == Settlement.Means.CASH
    source = _account(row, Role.CASH if is_cash else Role.BANK)
    move = (_account(row, Role.SUPPLIERS), source, one.amount)
    return _post(row, one.on, "CA" if is_cash else "BQ", f"paid:{one.pk}", move, by, one.reference)


def undone(row: Expense, on: date, by: User | None) -> None:
    """Counter-entries for all that stands of it, the last first."""
    steps = ["invoiced", *(f"paid:{pk}" for pk in row.settlements.values_list("pk", flat=True))]
    sources = [_source(row, step) for step in steps]
    standing = row.books.entries.filter(source__in=sources, reversed_by=None).select_related("books")
    for entry in standing.order_by("-position"):
        with override(Campaign.current().language):
            why = _("Expense %s cancelled") % row.number
        ledger.reverse(entry=entry, on=on, why=why, by=by, source=f"{entry.source}:undone")


def entries(row: Expense) -> list[Entry]:
    """All that stands in the journal for it, counter-entries included."""
    steps = ["invoiced", *(f"paid:{pk}" for pk in row.settlements.values_list("pk", flat=True))]
    sources = [_source(row, step) for step in steps]
    wanted = [*sources, *(f"{source}:undone" for source in sources)]
    return list(row.books.entries.filter(source__in=wanted).order_by("position"))


def _account(row: Expense, role: str) -> Account:
    found = row.books.accounts.filter(role=role).first()
    if found is None:
        raise NoAccount(_("These books have no account for “%s”.") % Role(role).label)
    return found


def _source(row: Expense, step: str) -> str:
    return f"expense:{row.pk}:{step}"


def _post(
    row: Expense,
    on: date,
    journal: str,
    step: str,
    move: tuple[Account, Account, int],
    by: User | None,
    reference: str = "",
) -> Entry:
    with override(Campaign.current().language):
        label = _("Expense %s invoiced") if step == "invoiced" else _("Expense %s paid")
        label = label % row.number
    return ledger.post(
        books=row.books, on=on, journal=journal, label=label, transfers=[move],
        reference=reference or row.invoice_number or row.number, source=_source(row, step), by=by,
    )  # fmt: skip
