"""A basket whose transfer was another's: awaited again, and the books say both."""

import pytest
from django.utils import timezone

from hustings.money.banking import actions as banking
from hustings.money.banking.models import StatementLine
from hustings.money.ledger import balances
from hustings.money.ledger.models import Account
from hustings.money.payments import checkout
from hustings.money.payments.models import State
from hustings.money.payments.providers.transfer import reference
from hustings.networks.hives import closure, paid, paying
from tests.cast.money.payments import fixtures as of_payments
from tests.cast.networks.hives import fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def basket():
    hive = fixtures.hive()
    fixtures.product(fixtures.producer(hive))
    sale = fixtures.sale(hive)
    made = fixtures.order(sale, fixtures.member(hive), Carrots=4)
    closure.close(sale.pk)
    made.refresh_from_db()
    made.sale.refresh_from_db()
    return made


def awaited(basket):
    channel = of_payments.channel(basket.sale.hive.books)
    return checkout.begin(
        channel=channel, purpose=paid.purpose(basket), amount=basket.due, currency="EUR", label="Basket",
        email="charlie@example.org", back="https://example.org/", language="en",
    ).payment  # fmt: skip


def brought(books, payment, amount):
    words = f"date;libelle;montant\n{timezone.localdate()};VIR {reference(payment.pk)};{amount}"
    banking.bring(books=books, name="a.csv", content=words.encode())
    return StatementLine.objects.latest("pk")


@pytest.mark.parametrize(("amount", "left"), [("10,00", 0), ("8,00", 2_00)])
def test_a_basket_is_awaited_again_when_its_match_is_undone(basket, amount, left):
    hive = basket.sale.hive
    bank, payment = hive.books.account(Account.Role.BANK), awaited(basket)
    line = brought(hive.books, payment, amount)
    if left:
        banking.confirm(line=line, kind="payment", key=payment.pk)
    for _time in range(2):
        basket.refresh_from_db()
        assert (basket.due, balances.balance(bank), balances.balance(hive.owed)) == (left, 10_00 - left, left)
        banking.unmatch(line=line)
        basket.refresh_from_db()
        payment.refresh_from_db()
        assert (basket.paid, basket.due, payment.state) == (0, 10_00, State.PENDING)
        assert (balances.balance(bank), balances.balance(hive.owed)) == (0, 10_00)
        assert paying.roads(basket) and paying.seen(basket)
        banking.confirm(line=StatementLine.objects.open().get(), kind="payment", key=payment.pk)
