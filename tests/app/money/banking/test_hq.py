"""HQ's pages about the bank: import a statement, match its lines, make slips and files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.lib.todos import sources
from hustings.money.banking import actions, collection_days
from hustings.money.banking.models import StatementLine
from hustings.money.ledger.models import Entry
from hustings.money.payments import actions as payments
from hustings.money.payments.models import Batch, Payment, Slip, State
from tests.cast.money.payments.fixtures import balance, begin, channel

pytestmark = [pytest.mark.django_db]
IBAN = "DE89370400440532013000"


def url(name, *args):
    return reverse(f"banking:{name}", args=args)


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
    kept = payments.record(
        books=books, means="cheque", purpose="tests:1", amount=10_00, label="C", on="2026-12-01"
    )  # fmt: skip
    hq.post(url("to_deposit", cheque.pk), {"deed": "deposit", "row": [kept.pk]})
    slip = Slip.objects.get()
    assert hq.get(url("slip", slip.pk)).status_code == 200
    for day in ("", "2035-01-01"):
        hq.post(url("deposited", slip.pk), {"on": day})
    assert not Entry.objects.exists()
    hq.post(url("deposited", slip.pk), {"on": "2026-12-01"})
    assert str(Entry.objects.get().on) == "2026-12-01"
    assert "does not have it" in hq.get(url("slip", slip.pk)).content.decode()
    hq.post(url("deposited", slip.pk), {"undo": "1"})
    hq.post(url("void", slip.pk))
    assert balance(books, "bank") == 0 and actions.to_deposit(cheque).get() == kept
    assert "Void" in hq.get(url("slip", slip.pk)).content.decode()
    begin(debit, 2, iban=IBAN, holder="Charlie Martin")
    for day in ("2020-01-01", "2999-01-01", ""):
        answer = hq.post(url("collect", debit.pk), {"on": day}, follow=True)
        assert "Choose a" in answer.content.decode() and not Batch.objects.exists()
    day = {"on": collection_days.bounds(timezone.localdate())[0]}
    hq.post(url("collect", debit.pk), day)
    assert "voided" in hq.post(url("void_file", Batch.objects.get().pk), follow=True).content.decode()
    assert "is void" in hq.get(url("batch", Batch.objects.get().pk), follow=True).content.decode()
    hq.post(url("collect", debit.pk), day)
    answer = hq.get(url("batch", Batch.objects.get(voided_at=None).pk))
    assert b"pain.008.001.08" in answer.content and IBAN.encode() in answer.content
    assert hq.get(reverse("payments:channel", args=[debit.pk])).status_code == 200
    assert Payment.objects.filter(batch=None, channel=debit).count() == 0


def _todos(user):
    return [todo for source in sources.all() for todo in source(user)]
