"""The bank's side: statements, slips, direct debits; a real bank of the tests answers our files."""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import date, timedelta

import pytest
from django.utils import timezone

from hustings.money.ledger.models import Account
from hustings.money.payments import actions, matching
from hustings.money.payments.bank import camt, tables
from hustings.money.payments.models import Payment, State, StatementLine
from hustings.money.payments.providers.transfer import reference
from hustings.money.payments.refusals import NotPossible, Unread
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
    file = table(paid(f"VIR M MARTIN {reference(payment.pk)}"), "02/12/2026;FRAIS;2,50;")
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
        actions.record(
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
    actions.bring(books=books, name="b", content=table("05/12/2026;CHEQUE IMPAYE;30,00;"))
    line = StatementLine.objects.open().get()
    key = next(row.pk for kind, row in matching.proposals(line) if kind == "return")
    actions.confirm(line=line, kind="return", key=key)
    assert Payment.objects.get(pk=key).state == State.LOST
    assert balance(books, Role.BANK) == 30_00


class Bank:
    """mock-bank in a process of its own, with a clock."""

    def __init__(self, port):
        self.root = f"http://127.0.0.1:{port}"

    def ask(self, method, path, body=None, kind="application/json"):
        request = urllib.request.Request(self.root + path, body, {"Content-Type": kind}, method=method)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.read()

    def messages(self, kind):
        raw = self.ask("GET", f"/_mock/mailbox?raw&type={kind}").decode()
        return [f"<?xml{part}".encode() for part in raw.split("<?xml") if part.strip()]


@pytest.fixture
def bank():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = ["--port", str(port), "--clock", "2026-12-01T09:00", "-q"]
    process = subprocess.Popen(
        [sys.executable, "-m", "mockbank", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    made = Bank(port)
    for _try in range(100):
        try:
            made.ask("GET", "/_mock/health")
            break
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)
    yield made
    process.kill()
    process.wait()


@pytest.mark.slow
def test_direct_debits_are_collected_rejected_and_returned_as_a_bank_does(books, bank, mailoutbox, run_tasks):
    books.iban = "NL41MOCK0000000001"
    books.save()
    road = channel(books, "sepa", settings={"creditor_id": "FR72ZZZ123456"})
    ibans = ["FR7630006000011234567890189", "DE89370400440532013000", "NL84MOCK0000000003"]
    rows = [
        begin(road, n, amount=10_00 + n, iban=iban, holder=f"Payer {n}").payment
        for n, iban in enumerate(ibans)
    ]
    with pytest.raises(NotPossible, match="valid IBAN"):
        begin(road, 9, iban="FR7630006000011234567890188", holder="X")
    batch = actions.collect(channel=road, on=date(2026, 12, 3))
    run_tasks()
    assert [mail.to for mail in mailoutbox] == [["charlie@example.org"]] * 3
    content = actions.file_of(batch)
    assert content == actions.file_of(batch).replace(b"", b"") or b"FRST" in content
    try:
        bank.ask("POST", "/payments", content, "application/xml")
    except urllib.error.HTTPError as error:
        pytest.fail(error.read().decode())
    for file in bank.messages("pain.002"):
        actions.bring(books=books, name="answer.xml", content=file)
    assert [Payment.objects.get(pk=row.pk).state for row in rows] == [
        State.PENDING,
        State.PENDING,
        State.FAILED,
    ]
    bank.ask("POST", "/_mock/advance?days=3")
    bank.ask("POST", f"/_mock/collections/{rows[1].number}/refuse", json.dumps({"reason": "MD06"}).encode())
    bank.ask("POST", "/_mock/advance?days=4")
    for kind in ("camt.054", "camt.053"):
        for file in bank.messages(kind):
            actions.bring(books=books, name=f"{kind}.xml", content=file)
    assert [Payment.objects.get(pk=row.pk).state for row in rows] == [State.SETTLED, State.LOST, State.FAILED]
    assert balance(books, Role.BANK) == 10_00
    assert balance(books, Role.TRANSIT) == 0
    assert balance(books, Role.GIFTS) == -10_00


def test_a_mandate_shows_no_account_number(books):
    road = channel(books, "sepa", settings={"creditor_id": "FR72ZZZ123456"})
    mandate = begin(road, iban="FR76 3000 6000 0112 3456 7890 189", holder="Charlie Martin").payment.mandate
    assert "1234567890189" not in mandate.iban and mandate.iban_end == "0189"
    next_month = actions.charge(mandate, "tests:2", amount=5_00, currency="EUR", label="Gift")
    assert next_month.state == State.PENDING
    assert actions.collect(channel=road, on=timezone.localdate() + timedelta(days=5)).n == 2


def test_a_file_for_another_account_brings_nothing(books):
    one = (
        b"<Document><BkToCstmrStmt><Stmt><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct><Ntry>"
        b'<Amt Ccy="EUR">5</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-12-01</Dt></BookgDt></Ntry>'
        b"</Stmt></BkToCstmrStmt></Document>"
    )
    assert camt.lines(one, {"FR7630006000011234567890189"}) == []
    assert [row.amount for row in camt.lines(one, set())] == [5_00]
