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


@pytest.fixture
def two(road, clock):
    """A file of two debits, of 31 and 20 euros, on whose day the bank tells."""
    clock("2026-12-02 10:00")
    first = begin(road, 1, amount=31_00, iban=IBAN, holder="Charlie Martin").payment
    begin(road, 2, amount=20_00, iban=IBAN, holder="Eve Martin")
    made = actions.collect(channel=road, on=date(2026, 12, 8))
    clock("2026-12-09 10:00")
    return made, first


def told(books, name, amount, end_to_end, day="2026-12-08"):
    """A line of camt.053 with the reference that it has from us."""
    entry = (
        f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
        f"<BookgDt><Dt>{day}</Dt></BookgDt><NtryDtls><TxDtls><Refs><EndToEndId>{end_to_end}"
        f"</EndToEndId></Refs><RmtInf><Ustrd>{end_to_end}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    )
    content = f"<Document><BkToCstmrStmt><Stmt>{entry}</Stmt></BkToCstmrStmt></Document>"
    actions.bring(books=books, name=name, content=content.encode())
    return StatementLine.objects.latest("pk")


@pytest.mark.parametrize(("is_file_first", "left"), [(True, 0), (False, 31_00)])
def test_a_debit_told_alone_and_with_its_whole_file_is_in_the_books_once(
    books, two, receiver, alice, is_file_first, left
):
    batch, first = two
    lines = [("a", 51, batch.message_id), ("b", 31, first.number)]
    for line in lines if is_file_first else lines[::-1]:
        told(books, *line)
    assert {row.state for row in Payment.objects.all()} == {State.SETTLED}
    assert (balance(books, Role.BANK), balance(books, Role.TRANSIT)) == (51_00, 0)
    actions.unmatch(line=StatementLine.objects.get(batch=batch), by=alice)
    assert (balance(books, Role.BANK), balance(books, Role.TRANSIT)) == (left, 0)
    assert Payment.objects.on_the_way().count() == (1 if left else 2)


def test_a_debit_told_alone_leaves_the_rest_of_its_file(books, two):
    batch, first = two
    told(books, "a", 31, first.number)
    told(books, "b", 20, batch.message_id)
    told(books, "c", 31, first.number, "2026-12-09")
    assert balance(books, Role.BANK) == 51_00 and balance(books, Role.TRANSIT) == 0
    assert not Payment.objects.on_the_way().exists() and StatementLine.objects.open().count() == 1
