"""Mandates, and the files that collect by them."""

from datetime import date

import pytest
from django.utils import timezone

from hustings.money.banking import actions, collection_days, matching
from hustings.money.banking.models import StatementLine
from hustings.money.ledger.models import Account
from hustings.money.payments import actions as payments
from hustings.money.payments.models import Batch, Mandate, Payment, State
from hustings.money.payments.refusals import NotPossible
from tests.cast.money.payments.fixtures import balance, begin, channel

pytestmark = [pytest.mark.django_db]
Role = Account.Role
IBAN = "FR7630006000011234567890189"


@pytest.fixture
def road(books):
    return channel(books, "sepa", settings={"creditor_id": "FR72ZZZ123456"})


@pytest.fixture
def batch(road, clock):
    """A file for next Tuesday, with one debit of 31 euros."""
    clock("2026-12-02 10:00")
    begin(road, amount=31_00, iban=IBAN, holder="Charlie Martin")
    return actions.collect(channel=road, on=date(2026, 12, 8))


def bring(books, text, day="08/12/2026", name="a.csv"):
    content = f"date;libelle;montant\n{day};{text};31,00".encode()
    actions.bring(books=books, name=name, content=content)
    return StatementLine.objects.latest("pk")


def test_money_of_the_same_sum_is_no_debit_before_its_day(books, batch):
    line = bring(books, "VIR MME DURAND REMBT TAXI", "02/12/2026")
    assert Payment.objects.get().state == State.PENDING and matching.proposals(line) == []


def test_money_of_the_same_sum_is_only_proposed_for_a_file_that_the_bank_does_not_name(books, batch, clock):
    clock("2026-12-09 10:00")
    line = bring(books, "VIR MME DURAND REMBT TAXI")
    assert Payment.objects.get().state == State.PENDING and matching.proposals(line) == [("batch", batch)]


def test_a_file_that_the_bank_names_is_collected_and_the_match_can_be_undone(
    books, batch, clock, receiver, alice
):
    clock("2026-12-09 10:00")
    line = bring(books, f"PRLV SEPA {batch.message_id[:9]} {batch.message_id[9:]}")
    for _time in range(2):
        assert line.batch == batch and Payment.objects.get().state == State.SETTLED
        assert (balance(books, Role.BANK), balance(books, Role.GIFTS)) == (31_00, -31_00)
        actions.unmatch(line=line, by=alice)
        row, batch = Payment.objects.get(), Batch.objects.get()
        assert (row.state, row.expires_at, batch.posted_at) == (State.PENDING, None, None)
        assert {balance(books, role) for role in (Role.BANK, Role.TRANSIT, Role.GIFTS)} == {0}
        actions.confirm(line=line, kind="batch", key=batch.pk, by=alice)
        line.refresh_from_db()
    assert [kind for _key, kind, _amount in receiver.told][-3:] == ["settled", "unsettled", "settled"]


def test_a_mandate_shows_no_account_number(books):
    road = channel(books, "sepa", settings={"creditor_id": "FR72ZZZ123456"})
    mandate = begin(road, iban="FR76 3000 6000 0112 3456 7890 189", holder="Charlie Martin").payment.mandate
    assert "1234567890189" not in mandate.iban and mandate.iban_end == "0189"
    next_month = payments.charge(mandate, "tests:2", amount=5_00, currency="EUR", label="Gift")
    assert next_month.state == State.PENDING
    assert actions.collect(channel=road, on=collection_days.bounds(timezone.localdate())[0]).n == 2


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-12-03", "from 4 December 2026 to 31 January 2027"),
        ("2999-01-01", "from 4 December 2026 to 31 January 2027"),
        ("2026-12-05", "next day is 7 December 2026"),
        ("2026-12-25", "next day is 28 December 2026"),
    ],
)
def test_a_file_names_a_day_on_which_banks_collect(road, clock, day, why):
    clock("2026-12-02 10:00")
    begin(road, iban=IBAN, holder="Charlie Martin")
    with pytest.raises(NotPossible, match=why):
        actions.collect(channel=road, on=date.fromisoformat(day))


def test_the_debits_of_a_file_that_the_bank_did_not_get_wait_for_the_next(road, batch, mailoutbox, run_tasks):
    run_tasks()
    actions.void_file(batch=batch)
    mandate = Mandate.objects.get()
    assert mandate.last_used_on is None and Payment.objects.get().batch is None
    run_tasks()
    assert len(mailoutbox) == 1
    other = actions.collect(channel=road, on=date(2026, 12, 9))
    run_tasks()
    assert [("8 Dec" in mail.subject, "9 Dec" in mail.subject) for mail in mailoutbox] == [
        (True, False),
        (False, True),
    ]
    assert Payment.objects.get().batch == other and b"FRST" in actions.file_of(other)


def test_a_file_that_the_bank_has_is_not_void(books, batch, clock):
    clock("2026-12-09 10:00")
    bring(books, batch.message_id)
    with pytest.raises(NotPossible, match="has this file"):
        actions.void_file(batch=batch)


def test_a_debit_in_no_file_is_given_up_and_one_in_a_file_is_not(road, batch, receiver):
    other = begin(road, 2, iban=IBAN, holder="Charlie Martin").payment
    payments.give_up(purposes=["tests:1", "tests:2"])
    assert [row.state for row in Payment.objects.order_by("pk")] == [State.PENDING, State.EXPIRED]
    assert receiver.told[-1] == (2, "expired", 50_00)
    actions.void_file(batch=batch)
    payments.give_up(purposes=["tests:1"])
    assert not Payment.objects.on_the_way().exists() and other.batch is None
