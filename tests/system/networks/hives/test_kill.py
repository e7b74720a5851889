"""A process killed while it closes a sale: nothing is half closed, and it closes once afterwards."""

from pathlib import Path

import pytest

from hustings.money.ledger import balances
from hustings.money.ledger.models import Entry
from hustings.networks.hives import tasks
from hustings.networks.hives.models import Line, Notice
from tests.cast.networks import killing
from tests.cast.networks.hives import fixtures

pytestmark = pytest.mark.both
CLOSE = "from hustings.networks.hives import closure; closure.close({})"


@pytest.mark.django_db(transaction=True)
def test_a_closing_that_is_killed_leaves_all_as_it_was(transactional_db: None, tmp_path: Path) -> None:
    hive = fixtures.hive()
    fixtures.product(fixtures.producer(hive))
    sale = fixtures.sale(hive)
    for name in ("Ann", "Bea", "Cem"):
        fixtures.order(sale, fixtures.member(hive, name), Carrots=2)
    n_entries = Entry.objects.count()
    for at in ("hives_notice", "ledger_entry"):
        process = killing.start(CLOSE.format(sale.pk), tmp_path, f'INSERT INTO "{at}"', 60)
        assert process.stdout and process.stdout.readline() == "there\n"
        killing.kill(process)
        sale.refresh_from_db()
        assert sale.closed_at is None and not Notice.objects.filter(kind=Notice.Kind.CLOSED).exists()
        assert not Line.objects.filter(got__gt=0).exists() and Entry.objects.count() == n_entries
    for _twice in range(2):
        tasks.close_sale.call(sale.pk)
    assert Notice.objects.filter(kind=Notice.Kind.CLOSED).count() == 3
    assert balances.balance(hive.owed) == 3 * 5_00
