"""Files of direct debits, answered by a bank in a process of its own."""

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

from hustings.money.banking import actions
from hustings.money.ledger.models import Account
from hustings.money.payments.models import Payment, State
from hustings.money.payments.refusals import NotPossible
from tests.cast.money.payments.fixtures import balance, begin, channel

pytestmark = [pytest.mark.django_db]
Role = Account.Role


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
def test_direct_debits_are_collected_rejected_and_returned_as_a_bank_does(
    books, bank, mailoutbox, run_tasks, monkeypatch, clock
):
    clock("2026-12-01 09:00", runs=True)
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
    later = timezone.now() + timedelta(days=7)
    monkeypatch.setattr(timezone, "now", lambda: later)  # as the bank's clock
    for kind in ("camt.054", "camt.053"):
        for file in bank.messages(kind):
            actions.bring(books=books, name=f"{kind}.xml", content=file)
    assert [Payment.objects.get(pk=row.pk).state for row in rows] == [State.SETTLED, State.LOST, State.FAILED]
    assert balance(books, Role.BANK) == 10_00
    assert balance(books, Role.TRANSIT) == 0
    assert balance(books, Role.GIFTS) == -10_00
