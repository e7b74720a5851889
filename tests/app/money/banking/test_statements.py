"""Statements: what their lines are, and slips that they show."""

from datetime import date

import pytest

from hustings.money.banking import actions, matching
from hustings.money.banking.files import camt, tables
from hustings.money.banking.models import StatementLine
from hustings.money.banking.refusals import Unread
from hustings.money.ledger.models import Account
from hustings.money.payments import actions as payments
from hustings.money.payments.models import Payment, State
from hustings.money.payments.providers.transfer import reference
from hustings.money.payments.refusals import NotPossible
from tests.cast.money.payments.fixtures import balance, begin, channel, moves

pytestmark = [pytest.mark.django_db]
Role = Account.Role
TODAY = date(2026, 12, 1)


def table(*rows):
    return "\n".join(["Date;Libellé;Débit;Crédit", *rows]).encode("cp1252")


def paid(text, amount="50,00", day="01/12/2026"):
    return f"{day};{text};;{amount}"


def test_a_transfer_is_known_by_its_reference_once(books, receiver):
    payment = begin(channel(books)).payment
    file = table(paid(f"VIR M MARTIN {reference(payment.pk)}"), "30/11/2026;FRAIS;2,50;")
    told = actions.bring(books=books, name="a.csv", content=file)
    again = actions.bring(books=books, name="b.csv", content=file)
    payment.refresh_from_db()
    assert (told.n_new, again.n_new, again.n_known) == (2, 0, 2)
    assert (payment.state, payment.settled_on) == (State.SETTLED, TODAY)
    assert moves() == [(Role.BANK, Role.GIFTS, 50_00)]
    assert [line.amount for line in StatementLine.objects.open()] == [-2_50]


def test_two_equal_gifts_of_one_day_are_two_lines(books):
    file = table(paid("VIR MARTIN"), paid("VIR MARTIN"))
    assert actions.bring(books=books, name="a", content=file).n_new == 2
    assert actions.bring(books=books, name="a", content=file).n_new == 0


def test_another_amount_or_no_reference_is_proposed_and_a_person_confirms(books, alice):
    road = channel(books)
    other = begin(road, 1, given_name="Eve", family_name="Other").payment
    mine = begin(road, 2, given_name="Charlie", family_name="Martin").payment
    actions.bring(books=books, name="a", content=table(paid("VIR DE CHARLIE MARTIN MERCI")))
    line = StatementLine.objects.open().get()
    assert matching.proposals(line) == [("payment", mine), ("payment", other)]
    actions.confirm(line=line, kind="payment", key=mine.pk, by=alice)
    with pytest.raises(NotPossible):
        actions.confirm(line=line, kind="payment", key=other.pk)
    mine.refresh_from_db()
    assert mine.state == State.SETTLED
    line.refresh_from_db()
    actions.unmatch(line=line, by=alice)
    assert balance(books, Role.BANK) == 0 and StatementLine.objects.open().count() == 1


def test_a_bad_line_changes_nothing_and_says_where(books):
    with pytest.raises(Unread, match="Line 3"):
        actions.bring(books=books, name="a", content=table(paid("x"), "31/02/2026;y;;1,00"))
    for junk in (b"", b"hello", b"<a/>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b"\xff\x00;;"):
        with pytest.raises(Unread):
            actions.bring(books=books, name="a", content=junk)
    assert not StatementLine.objects.exists()


def test_amounts_of_many_banks_are_read():
    file = b'"Date","Description","Amount"\n2026-12-01,"A, B","-1,234.56"\n2026-12-02,C,+10\n\n'
    assert [row.amount for row in tables.lines(file, "EUR")] == [-1_234_56, 10_00]


def test_cheques_go_on_numbered_slips_that_a_line_of_the_bank_confirms(books):
    road = channel(books, "cheque")
    rows = [
        payments.record(
            books=books, means="cheque", purpose=f"tests:{n}", amount=30_00, label="Cheque", on=TODAY
        )
        for n in (1, 2, 3)
    ]  # fmt: skip
    first = actions.deposit(channel=road, keys=[rows[0].pk, rows[1].pk], on=TODAY)
    second = actions.deposit(channel=road, keys=[row.pk for row in rows], on=TODAY)
    assert (first.number, first.amount, second.number, second.amount) == (1, 60_00, 2, 30_00)
    with pytest.raises(NotPossible):
        actions.deposit(channel=road, keys=[rows[0].pk], on=TODAY)
    actions.bring(books=books, name="a", content=table(paid("REMISE CHEQUES", "60,00")))
    actions.deposited(slip=first, on=TODAY)
    assert moves() == [(Role.BANK, Role.CHEQUES, 60_00)]
    actions.bring(books=books, name="b", content=table(f"{TODAY:%d/%m/%Y};CHEQUE IMPAYE;30,00;"))
    line = StatementLine.objects.open().get()
    key = next(row.pk for kind, row in matching.proposals(line) if kind == "return")
    actions.confirm(line=line, kind="return", key=key)
    assert Payment.objects.get(pk=key).state == State.LOST
    assert balance(books, Role.BANK) == 30_00


def test_a_file_for_another_account_brings_nothing(books):
    one = (
        b"<Document><BkToCstmrStmt><Stmt><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct><Ntry>"
        b'<Amt Ccy="EUR">5</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-12-01</Dt></BookgDt></Ntry>'
        b"</Stmt></BkToCstmrStmt></Document>"
    )
    assert camt.lines(one, {"FR7630006000011234567890189"}) == []
    assert [row.amount for row in camt.lines(one, set())] == [5_00]


def test_the_payment_of_the_reference_is_proposed_with_another_amount_and_what_came_counts(books, alice):
    mine = begin(channel(books)).payment
    actions.bring(books=books, name="a", content=table(paid(f"VIR {reference(mine.pk)}", "30,00")))
    line = StatementLine.objects.open().get()
    assert matching.proposals(line) == [("payment", mine)]
    actions.confirm(line=line, kind="payment", key=mine.pk, by=alice)
    mine.refresh_from_db()
    assert (mine.state, mine.amount, mine.promised) == (State.SETTLED, 30_00, 50_00)
    assert balance(books, Role.BANK) == 30_00
    actions.unmatch(line=StatementLine.objects.get(), by=alice)
    mine.refresh_from_db()
    assert (mine.amount, mine.promised, balance(books, Role.BANK)) == (50_00, None, 0)


def test_a_refund_that_is_in_the_books_is_found_on_the_statement_and_posted_once(books, alice):
    mine = begin(channel(books)).payment
    actions.bring(books=books, name="a", content=table(paid(f"VIR {reference(mine.pk)}")))
    payments.refund(Payment.objects.get(), 20_00, alice)
    actions.bring(books=books, name="b", content=table("01/12/2026;VIR A MARTIN;20,00;"))
    line = StatementLine.objects.open().get()
    refund = mine.refunds.get()
    assert matching.proposals(line) == [("refund", refund)]
    actions.confirm(line=line, kind="refund", key=refund.pk, by=alice)
    assert balance(books, Role.BANK) == 30_00 and not StatementLine.objects.open().exists()
    actions.unmatch(line=line, by=alice)
    assert matching.proposals(StatementLine.objects.open().get()) == [("refund", refund)]
