"""The spending limit and the budget: committed counts beside spent, and no two decisions pass the limit."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib.todos import due
from hustings.money.expenses import actions, ceilings, refusals
from hustings.money.expenses.models import Allotment, Expense
from hustings.money.ledger import actions as ledger
from hustings.money.ledger import law
from hustings.money.ledger.models import Books
from tests.cast.money.expenses.fixtures import asked, candidate, heading, invoice, paper, pay, supplier
from tests.cast.money.ledger.fixtures import gift
from tests.conftest import user

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def standing(books):
    told = ceilings.of(books)
    return told.spent, told.committed, told.level


def test_what_is_decided_counts_before_its_invoice_and_once(books, tom):
    row = asked(books, 10_000_00, payee=supplier(books))
    assert standing(books) == (0, 0, "")
    actions.approve(expense=row, by=tom)
    assert standing(books) == (0, 10_000_00, "")
    invoice(row, 11_000_00)
    assert standing(books) == (11_000_00, 0, "")
    pay(row, 11_000_00)
    assert standing(books) == (11_000_00, 0, "")
    actions.cancel(expense=row, by=tom, note="Wrong")
    assert standing(books) == (0, 0, "")


def test_entries_by_hand_and_things_in_kind_count_too(books):
    kind, spent = books.account("in_kind"), books.account("in_kind_spent")
    gift(books, on=books.agent_declared_on, transfers=[(spent, kind, 500_00)])
    gift(books, on=books.agent_declared_on)
    invoice(asked(books, 200_00, way="party"))
    assert standing(books) == (700_00, 0, "")


@pytest.mark.parametrize(
    ("amount", "level", "is_urgent"),
    [
        (55_999_99, "", None),
        (56_000_00, "near", False),
        (66_499_99, "near", False),
        (66_500_00, "close", True),
        (70_000_00, "close", True),
        (70_000_01, "over", True),
    ],
)
def test_a_warning_comes_before_the_limit(books, tom, amount, level, is_urgent):
    invoice(asked(books, amount, payee=supplier(books)))
    told = ceilings.of(books)
    assert told.level == level
    said = [todo.is_urgent for todo in due(tom) if "spending limit" in todo.text]
    assert said == ([] if is_urgent is None else [is_urgent])


def test_no_decision_passes_the_limit_and_no_fact_is_lost(books, tom):
    first = asked(books, 60_000_00, payee=supplier(books))
    actions.approve(expense=first, by=tom)
    second = asked(books, 10_000_01)
    with pytest.raises(refusals.AboveCeiling, match=r"€10,000\.00 can still be spent"):
        actions.approve(expense=second, by=tom)
    invoice(first, 80_000_00)
    assert ceilings.of(books).level == "over"
    Books.objects.update(ceiling=None)
    actions.approve(expense=second, by=tom)


def test_each_heading_has_its_budget_and_what_became_of_it(books, tom):
    paper_, rooms, rides = (heading(books, number) for number in ("5000", "5020", "5040"))
    actions.set_budget(books=books, amounts={paper_: 5_000_00, rooms: 2_000_00, rides: None}, two_from=None)
    payee = supplier(books)
    actions.approve(expense=asked(books, 1_000_00), by=tom)
    row = invoice(asked(books, 3_000_00, payee=payee))
    pay(row, 500_00)
    invoice(asked(books, 100_00, account=rides, way="party"))
    told = {each.account.number: each for each in ceilings.headings(books)}
    row = told["5000"]
    assert (row.budget, row.committed, row.spent, row.unpaid) == (5_000_00, 1_000_00, 3_000_00, 2_500_00)
    assert (row.left, told["5020"].left, told["5040"].left) == (1_000_00, 2_000_00, None)
    assert (told["5040"].spent, told["5040"].unpaid) == (100_00, 0)
    actions.set_budget(books=books, amounts={paper_: 1_00, rooms: None}, two_from=None)
    assert [(row.account, row.amount) for row in Allotment.objects.all()] == [(paper_, 1_00)]
    assert ceilings.headings(books)[0].left == 1_00 - 4_000_00


def test_advances_by_others_are_held_against_what_the_commission_lets_pass(books, tom, tess):
    invoice(asked(books, 30_000_00, payee=supplier(books)))
    row = actions.claim(
        books=books, by=tom, iban="", file=paper(), account=heading(books), label="Fuel", amount=2_099_99
    )
    actions.approve(expense=row, by=tess)
    invoice(row, number="")
    told = ceilings.direct(books, ceilings.of(books), law.pack())
    assert (told.sum, told.most, told.is_over) == (2_099_99, 2_100_00, False)  # 3 % of 70,000
    more = asked(books, 1, way="claim", payee=row.payee)
    actions.approve(expense=more, by=tess)
    invoice(more, number="")
    assert ceilings.direct(books, ceilings.of(books), law.pack()).is_over


def test_standings_of_many_books_cost_three_queries(books, tom, django_assert_num_queries):
    others = [candidate() for _n in range(4)]
    for each in [books, *others]:
        invoice(asked(each, payee=supplier(each)))
    with django_assert_num_queries(3):
        told = ceilings.of_many([books, *others])
    assert {each.spent for each in told.values()} == {1_000_00}


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time, in one connection")
def test_of_many_decisions_at_once_none_passes_the_limit(books):
    keepers = [user(f"keeper{n}", Role.TREASURER) for n in range(8)]
    rows = [asked(books, 10_000_00) for _n in range(8)]

    def one(n):
        try:
            actions.approve(expense=rows[n], by=keepers[n])
        except refusals.AboveCeiling:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(8))) == 7
    assert ceilings.of(books).committed == 70_000_00


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time, in one connection")
def test_of_two_tabs_one_records_the_invoice_and_one_the_payment(books):
    payee = supplier(books)
    rows = [asked(books, payee=payee) for _n in range(4)]

    def one(row):
        try:
            invoice(row)
        except refusals.NotDone:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, [*rows, *rows])) == 1
    row = Expense.objects.get(state="invoiced")

    def two(_n):
        try:
            pay(row, 600_00)
        except refusals.NotDone:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(two, range(4))) == 1
    assert books.entries.count() == 2
    assert ledger.chains.of_entries(books).prove().is_whole
