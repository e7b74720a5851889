"""The demonstration: expenses of each state, and a limit that is near."""

import pytest

from hustings.foundation.accounts.roles import Role
from hustings.money.expenses import ceilings, demo, gaps
from hustings.money.expenses.models import Expense
from hustings.money.ledger import chains
from hustings.money.ledger import demo as of_ledger
from hustings.money.ledger.models import Books
from tests.conftest import user

pytestmark = pytest.mark.django_db


def test_the_demonstration_shows_expenses_of_each_state_once():
    user("dora", Role.DIRECTOR)
    said: list[str] = []
    for _n in range(2):
        of_ledger.fill(said.append)
        demo.fill(said.append)
    rows = Expense.objects.all()
    assert {row.state for row in rows} == {"asked", "approved", "ordered", "invoiced", "paid", "refused"}
    books = Books.objects.get(plan="fr_candidate")
    assert ceilings.of(books).level == "near"
    assert gaps.of(rows).exists() and ceilings.headings(books)
    assert chains.of_entries(books).prove().is_whole
