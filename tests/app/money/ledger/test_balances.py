"""Trial balances and statements: what they say, and a page at a time."""

from datetime import timedelta

import pytest

from hustings.money.ledger import balances
from hustings.money.ledger.models import Account
from tests.cast.money.ledger.fixtures import DAY, books, gift

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_a_trial_balance_sums_each_side_of_each_account(books, bank, gifts):
    cash = books.account(Account.Role.CASH)
    gift(books, 5_000)
    gift(books, transfers=[(cash, gifts, 2_000), (bank, cash, 500)], on=DAY + timedelta(days=1))
    found = {row.account: (row.debit, row.credit, row.net) for row in balances.trial(books)}
    assert found == {bank: (5_500, 0, 5_500), cash: (2_000, 500, 1_500), gifts: (0, 7_000, -7_000)}
    assert balances.totals(balances.trial(books)) == {
        "debit": 7_500, "credit": 7_500, "owed": 7_000, "owing": 7_000,
    }  # fmt: skip
    assert [row.net for row in balances.trial(books, through=DAY)] == [5_000, -5_000]
    assert [row.net for row in balances.trial(books, since=DAY + timedelta(days=1))] == [500, 1_500, -2_000]
    assert balances.balance(bank) == 5_500
    assert balances.balance(bank, through=DAY) == 5_000
    assert balances.result(balances.trial(books)) == {"income": 7_000, "expenses": 0, "left": 7_000}


def test_a_statement_is_read_a_page_at_a_time_in_the_order_of_days(books, bank, gifts):
    for n in range(7):
        gift(books, 100 + n, on=DAY + timedelta(days=(n * 3) % 7))
    gift(books, transfers=[(gifts, bank, 50), (bank, gifts, 7)], on=DAY)
    whole = balances.statement(bank)
    assert whole.more == ""
    assert [(line.debit, line.credit) for line in whole.lines[:2]] == [(100, 0), (7, 50)]
    assert whole.lines[-1].balance == balances.balance(bank)
    paged, after = [], ""
    while True:
        page = balances.statement(bank, after=after, size=3)
        assert page.before == (paged[-1].balance if paged else 0)
        paged += page.lines
        if not (after := page.more):
            break
    assert paged == whole.lines
    later = balances.statement(bank, since=DAY + timedelta(days=5))
    assert (later.before, len(later.lines)) == (whole.lines[5].balance, 2)
    assert balances.statement(bank, after="rubbish").lines == whole.lines


def test_balances_of_other_books_stay_out(books, bank):
    gift(other := _others())
    assert balances.trial(books) == []
    assert len(balances.trial(other)) == 2


def _others():
    return books(name="Party", kind="party")
