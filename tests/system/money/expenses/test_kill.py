"""A process killed with ``kill -9`` while it records invoices and payments: no step half done, none twice."""

import random
import time
from pathlib import Path

import pytest

from tests import forking
from tests.cast.cluster import processes
from tests.system.people.imports.test_import_kill import ON_POSTGRES, ON_SQLITE, Installation, installation

__all__ = ["installation"]  # a fixture
pytestmark = [pytest.mark.slow]
N, KILLS = 150, 4
BEGIN = """
import django
django.setup()
from tests.cast.money.expenses.fixtures import asked, candidate, supplier
books = candidate()
books.ceiling = None
books.save()
payee = supplier(books)
for n in range(%d):
    asked(books, 100 + n, payee=payee)
"""
GO_ON = """
import django
django.setup()
from hustings.money.expenses.models import Expense
from tests.cast.money.expenses.fixtures import invoice, pay
while row := Expense.objects.exclude(state="paid").order_by("pk").first():
    if row.state == "asked":
        invoice(row, number=f"F-{row.pk}")
    else:
        pay(row, row.left)
"""
PROVE = """
import django
django.setup()
from django.db.models import Count
from hustings.money.expenses.models import Expense, Step
from hustings.money.ledger import balances, chains
from hustings.money.ledger.models import Books
books = Books.objects.get()
n = %d
assert books.entries.count() == 2 * n, books.entries.count()
assert chains.of_entries(books).prove().is_whole
spent = sum(100 + each for each in range(n))
assert balances.balance(books.account("suppliers")) == 0
assert balances.balance(books.account("bank")) == -spent
steps = dict(Step.objects.order_by().values_list("state").annotate(Count("pk")))
assert steps == {"asked": n, "invoiced": n, "paid": n}, steps
assert all(row.settlements.count() == 1 and row.paid == row.invoiced for row in Expense.objects.all())
"""


def _killed(installation: Installation, tmp_path: Path) -> None:
    installation.run(BEGIN % N)
    chance, seen = random.Random(5), []
    for n in range(KILLS):
        process = forking.start(["-c", GO_ON], installation.env, log=tmp_path / "log")
        aim = (n + 1) * N // (KILLS + 2)
        processes.until(lambda aim=aim: installation.n("expenses_settlement") >= aim, 90, "some payments")
        time.sleep(chance.uniform(0, 0.05))
        process.kill()
        process.wait()
        seen.append(installation.n("expenses_settlement"))
    assert all(0 < n < N for n in seen), f"no kill hit the work: {seen}"
    installation.run(GO_ON)
    installation.run(PROVE % N)


@ON_SQLITE
def test_a_killed_process_leaves_whole_steps(installation: Installation, tmp_path: Path) -> None:
    _killed(installation, tmp_path)


@ON_POSTGRES
def test_nor_does_it_on_postgres(installation: Installation, tmp_path: Path) -> None:
    _killed(installation, tmp_path)
