"""HQ's pages about payments: set up a channel, see a payment, refund, match the bank's lines."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib.todos import sources
from hustings.money.payments import actions, vault
from hustings.money.payments.models import Batch, Channel, Payment, Slip, State, StatementLine
from hustings.money.payments.providers.transfer import reference
from tests.cast.money.payments.fixtures import begin, channel
from tests.conftest import user

pytestmark = [pytest.mark.django_db]
IBAN = "DE89370400440532013000"


def url(name, *args):
    return reverse(f"payments:{name}", args=args)


@pytest.fixture
def tom(france):
    return user("tom", Role.TREASURER)


@pytest.fixture
def hq(client, tom):
    client.force_login(tom)
    return client


def test_a_channel_is_set_up_tried_and_turned_on(hq, books):
    answer = hq.post(url("channel_new"), {"books": books.pk, "provider": "transfer"})
    row = Channel.objects.get()
    assert answer.url == url("channel_edit", row.pk) and row.off_at
    bad = hq.post(url("channel_edit", row.pk), {"name": "Bank", "position": 1, "iban": IBAN[:-1] + "1"})
    assert bad.status_code == 422
    hq.post(url("channel_edit", row.pk), {"name": "Bank", "position": 1, "iban": IBAN})
    hq.post(url("channel_switch", row.pk))
    row.refresh_from_db()
    assert row.settings == {"iban": IBAN} and row.off_at is None
    assert "Bank" in hq.get(url("channels")).content.decode()
    assert hq.get(url("channel", row.pk)).status_code == 200


def test_keys_are_entered_and_never_shown_and_one_without_keys_stays_off(hq, books):
    row = channel(books, "stripe", settings={}, off_at="2026-01-01T00:00Z")
    hq.post(url("channel_switch", row.pk))
    assert Channel.objects.get().off_at
    said = {"name": "Cards", "position": 1, "secret_key": "sk_live_abc", "webhook_secret": "whsec_abc"}
    hq.post(url("channel_edit", row.pk), said)
    page = (
        hq.get(url("channel_edit", row.pk)).content.decode() + hq.get(url("channel", row.pk)).content.decode()
    )
    assert "sk_live_abc" not in page and "whsec_abc" not in page
    hq.post(url("channel_edit", row.pk), {"name": "Cards", "position": 2, "secret_key": ""})
    assert vault.keys(row) == {"secret_key": "sk_live_abc", "webhook_secret": "whsec_abc"}


def test_a_payment_is_found_by_its_reference_and_refunded_once(hq, books):
    payment = begin(channel(books)).payment
    file = f"date;libelle;montant\n2026-12-01;{reference(payment.pk)};50,00".encode()
    upload = SimpleUploadedFile("bank.csv", file)
    assert hq.post(url("lines"), {"books": books.pk, "file": upload}).status_code == 302
    page = hq.get(url("payments"), {"q": reference(payment.pk)}).content.decode()
    assert f"P{payment.pk}" in page
    assert hq.post(url("refund", payment.pk), {"amount": "60"}).status_code == 422
    assert hq.post(url("refund", payment.pk), {"amount": "50"}).status_code == 302
    payment.refresh_from_db()
    assert payment.state == State.REFUNDED
    assert hq.get(url("payment", payment.pk)).status_code == 200


def test_a_line_is_matched_by_a_person_undone_and_set_aside(hq, books, tom):
    payment = begin(channel(books), given_name="Charlie", family_name="Martin").payment
    actions.bring(books=books, name="a", content=b"date;libelle;montant\n2026-12-01;CHARLIE MARTIN;50,00")
    line = StatementLine.objects.get()
    assert any("to match" in str(todo.text) for todo in _todos(tom))
    assert "Charlie Martin" in hq.get(url("line", line.pk)).content.decode()
    hq.post(url("match", line.pk), {"take": "nonsense:1"})
    hq.post(url("match", line.pk), {"take": f"payment:{payment.pk}"})
    payment.refresh_from_db()
    assert payment.state == State.SETTLED
    hq.post(url("match", line.pk), {"undo": "1"})
    hq.post(url("match", line.pk), {"aside": "1"})
    assert not StatementLine.objects.open().exists()
    assert hq.get(url("lines"), {"which": "all"}).status_code == 200


def test_junk_for_a_statement_is_refused_with_words(hq, books):
    upload = SimpleUploadedFile("bank.csv", b"hello")
    answer = hq.post(url("lines"), {"books": books.pk, "file": upload})
    assert answer.status_code == 422 and "camt.053" in answer.content.decode()


def test_slips_and_files_are_made_and_fetched(hq, books):
    cheque, debit = (
        channel(books, "cheque"),
        channel(books, "sepa", settings={"creditor_id": "FR72ZZZ123456"}),
    )
    kept = actions.record(
        books=books, means="cheque", purpose="tests:1", amount=10_00, label="C", on="2026-12-01"
    )  # fmt: skip
    hq.post(url("to_deposit", cheque.pk), {"deed": "deposit", "row": [kept.pk]})
    slip = Slip.objects.get()
    assert hq.get(url("slip", slip.pk)).status_code == 200
    hq.post(url("deposited", slip.pk))
    begin(debit, 2, iban=IBAN, holder="Charlie Martin")
    hq.post(url("collect", debit.pk), {"on": "2020-01-01"})
    assert not Batch.objects.exists()
    hq.post(url("collect", debit.pk), {"on": "2035-01-03"})
    answer = hq.get(url("batch", Batch.objects.get().pk))
    assert b"pain.008.001.08" in answer.content and IBAN.encode() in answer.content
    assert hq.get(url("channel", debit.pk)).status_code == 200
    assert Payment.objects.filter(batch=None, channel=debit).count() == 0


def _todos(user):
    return [todo for source in sources.all() for todo in source(user)]
