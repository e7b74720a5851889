"""Pages of treasurers and of those who ask: from a request to its payment, by those who may."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib.dates import date_format
from hustings.foundation.territories.models import Zone
from hustings.money.expenses import actions, due
from hustings.money.expenses.models import Expense, Payee
from tests.cast.money.expenses.fixtures import asked, heading, invoice, paper, pay, supplier
from tests.cast.money.ledger.fixtures import books as any_books
from tests.conftest import user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate().isoformat
IBAN = "FR76 3000 6000 0112 3456 7890 189"


def url(name, *args):
    return reverse(f"expenses:{name}", args=args)


def test_an_expense_is_entered_decided_invoiced_and_paid(hq, books):
    assert hq.get(url("start"))["Location"] == url("new", books.pk)
    said = {"label": "Posters", "account": heading(books).pk, "amount": "1 000", "way": "purchase"}
    assert hq.post(url("new", books.pk), said | {"amount": "no"}).status_code == 422
    answer = hq.post(url("new", books.pk), said | {"supplier": "Printers Ltd"})
    row = Expense.objects.get()
    assert answer["Location"] == url("expense", row.pk)
    assert (row.payee.name, row.amount) == ("Printers Ltd", 1_000_00)
    assert hq.get(answer["Location"]).status_code == 200
    hq.post(url("approval", row.pk))
    hq.post(url("order", row.pk))
    bill = SimpleUploadedFile("bill.txt", b"Bill\n")
    sent = {"number": "F-1", "on": TODAY(), "amount": "1010,00", "account": heading(books).pk}
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert hq.post(url("invoice", row.pk), sent | {"on": tomorrow}).status_code == 422
    assert hq.post(url("invoice", row.pk), sent | {"file": bill}).status_code == 302
    assert hq.post(url("invoice", row.pk), sent).status_code == 422, "it is recorded already"
    paid = {"paid-on": TODAY(), "paid-means": "transfer", "paid-amount": "1010", "paid-reference": "L-7"}
    assert hq.post(url("settlement", row.pk), paid | {"paid-amount": "1010,01"}).status_code == 422
    assert hq.post(url("settlement", row.pk), paid).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.invoiced, row.documents.count()) == ("paid", 1_010_00, 1)
    page = hq.get(url("expense", row.pk)).content.decode()
    assert "L-7" in page and "bill.txt" in page and reverse("ledger:entry", args=[books.pk, 2]) in page
    assert hq.post(url("cancellation", row.pk), {"cancel-note": ""}).status_code == 422
    assert hq.post(url("cancellation", row.pk), {"cancel-note": "Twice"}).status_code == 302
    assert books.entries.count() == 4


def test_a_no_says_why_and_the_asker_reads_it(client, books, tom):
    alice = user("alice", Role.ORGANISER)
    client.force_login(alice)
    assert client.get(url("mine")).status_code == 200
    assert client.get(url("requests"))["Location"] == url("request", books.pk)
    said = {"label": "Balloons", "account": heading(books).pk, "amount": "90", "why": "For the fair"}
    assert client.post(url("request", books.pk), said)["Location"] == url("mine")
    row = Expense.objects.get()
    client.force_login(tom)
    client.post(url("refusal", row.pk), {"refusal-note": "Plastic"})
    client.force_login(alice)
    page = client.get(url("mine")).content.decode()
    assert "Balloons" in page and "Plastic" in page
    for name in ("expenses", "accounts"):
        assert client.get(url(name)).status_code == 403
    assert client.get(url("expense", row.pk)).status_code == 403


def test_a_refund_is_asked_with_its_receipt_on_a_phone(client, books, tom):
    alice = user("alice", Role.ORGANISER)
    client.force_login(alice)
    assert b"multipart/form-data" in client.get(url("claim", books.pk)).content
    said = {"label": "Train", "account": heading(books, "5040").pk, "amount": "41,20", "iban": IBAN}
    assert client.post(url("claim", books.pk), said).status_code == 422, "the receipt is missing"
    wrong = said | {"iban": IBAN.replace("189", "188"), "file": SimpleUploadedFile("t.txt", b"T\n")}
    assert client.post(url("claim", books.pk), wrong).status_code == 422
    sent = said | {"file": SimpleUploadedFile("t.txt", b"T\n")}
    assert client.post(url("claim", books.pk), sent)["Location"] == url("mine")
    row = Expense.objects.get()
    assert (row.way, row.payee.user, row.payee.is_person) == ("claim", alice, True)
    client.force_login(tom)
    page = client.get(url("expense", row.pk)).content.decode()
    assert "0189" in page and "30006000" not in page
    assert "30006000" in client.get(url("payee", books.pk, row.payee.pk)).content.decode()


def test_one_asks_the_books_around_and_in_ones_territory(client, france, rhone):
    whole, mine = any_books(name="Whole"), any_books(name="Rhône", zone=rhone)
    gard = any_books(name="Gard", zone=Zone.objects.get(name="Gard"))
    closed = any_books(name="Old", closed_on=timezone.localdate())
    client.force_login(user("alice", Role.ORGANISER, zone=rhone))
    page = client.get(url("claims")).content.decode()
    for books, is_there in [(whole, True), (mine, True), (gard, False), (closed, False)]:
        assert (url("claim", books.pk) in page) is is_there
        assert (client.get(url("claim", books.pk)).status_code == 200) is is_there


def test_papers_are_added_sent_and_removed(hq, books):
    row = asked(books)
    quote = SimpleUploadedFile("quote.txt", b"Quote\n")
    said = {"kind": "quote", "seller": "Printers", "amount": "900", "file": quote}
    assert hq.post(url("documents", row.pk), said).status_code == 302
    one = row.documents.get()
    assert (one.seller, one.amount) == ("Printers", 900_00)
    sent = hq.get(url("document", row.pk, one.pk))
    assert (b"".join(sent.streaming_content), sent["X-Content-Type-Options"]) == (b"Quote\n", "nosniff")
    assert hq.get(url("document", asked(books).pk, one.pk)).status_code == 404
    bad = SimpleUploadedFile("x.exe", b"MZ")
    assert hq.post(url("documents", row.pk), said | {"file": bad}).status_code == 422
    assert hq.post(url("removal", row.pk, one.pk)).status_code == 302
    assert not row.documents.exists()


def test_the_budget_is_set_and_shown(hq, books):
    account = heading(books)
    said = {f"account_{account.pk}": "5000", "two_from": "1000"}
    assert hq.post(url("budget_edit", books.pk), said | {"two_from": "x"}).status_code == 422
    assert hq.post(url("budget_edit", books.pk), said | {"tolerance": "10"}).status_code == 302
    assert b"5000" in hq.get(url("budget_edit", books.pk)).content
    invoice(asked(books, 60_000_00, payee=supplier(books)))
    page = hq.get(url("budget", books.pk)).content.decode()
    assert "10&nbsp;%" in page and "85%" in page and "€10,000.00 left" in page and "<meter" in page
    assert url("budget", books.pk) in hq.get(url("accounts")).content.decode()


def test_the_account_is_read_printed_and_taken_along(hq, books):
    pay(invoice(asked(books, 1_234_50, label="=1+1", payee=supplier(books))), 1_234_50)
    page = hq.get(url("account", books.pk)).content.decode()
    assert "€1,234.50" in page and "hq-no-print" in page
    sent = b"".join(hq.get(url("account_file", books.pk)).streaming_content).decode()
    assert "1234.50" in sent
    assert "Calendar" in hq.get(url("calendar", books.pk)).content.decode()
    assert "=1+1" in hq.get(url("missing", books.pk)).content.decode()


def test_payees_are_kept(hq, books):
    page = url("payees", books.pk)
    said = {"name": "Printers Ltd", "registration": "123 456 789", "iban": IBAN}
    assert hq.post(page, said | {"iban": "FR76"}).status_code == 422
    assert hq.post(page, said).status_code == 302
    assert hq.post(page, said).status_code == 422
    row = Payee.objects.get()
    shown = hq.get(page).content.decode()
    assert "0189" in shown and "30006000" not in shown
    changed = {"name": "Printers & Co", "iban": ""}
    assert hq.post(url("payee", books.pk, row.pk), changed).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.iban) == ("Printers & Co", "")


def test_lists_and_records_cost_few_queries(hq, books, django_assert_max_num_queries):
    for n in range(30):
        row = asked(books, payee=supplier(books, f"S{n}"))
        actions.add_document(expense=row, file=paper(), kind="quote")
        invoice(row, number="")
        pay(row, 10_00)
    pages = [url("expenses"), url("expense", row.pk), url("missing", books.pk), url("budget", books.pk)]
    for page in [*pages, url("payees", books.pk), url("account", books.pk), url("accounts")]:
        hq.get(page)
        with django_assert_max_num_queries(45):
            assert hq.get(page).status_code == 200
    assert len(hq.get(url("expenses"), {"q": "s7", "state": "invoiced"}).context["rows"]) == 1
    assert len(hq.get(url("expenses"), {"q": row.number}).context["rows"]) == 1


def test_a_treasurer_keeps_their_territory_and_an_auditor_writes_nothing(client, books, rhone):
    row = asked(books)
    names = [("expense", [row.pk]), ("budget", [books.pk]), ("account", [books.pk]), ("payees", [books.pk])]
    client.force_login(user("theo", Role.TREASURER, zone=rhone))
    for name, args in [*names, ("new", [books.pk])]:
        assert client.get(url(name, *args)).status_code == 404
    assert client.post(url("approval", row.pk)).status_code == 404
    client.force_login(user("anna", Role.AUDITOR))
    for name, args in names:
        page = client.get(url(name, *args))
        assert page.status_code == 200
        assert 'method="post"' not in page.content.decode().partition('id="main"')[2]
    known = actions.add_payee(books=books, name="Printers", by=None)
    payee = url("payee", books.pk, known.pk)
    assert client.get(payee).status_code == 403
    assert payee not in client.get(url("payees", books.pk)).content.decode()
    assert client.post(url("approval", row.pk)).status_code == 403
    assert client.post(url("payees", books.pk), {"name": "X"}).status_code == 404


def test_a_refund_of_ones_own_offers_nothing_to_book_or_pay(hq, books, tom):
    row = actions.claim(
        books=books, by=tom, iban="", file=paper(), account=heading(books), label="Train", amount=12_50
    )
    page = hq.get(url("expense", row.pk)).content.decode()
    assert url("invoice", row.pk) not in page and url("approval", row.pk) not in page
    actions.approve(expense=row, by=user("tess", Role.TREASURER))
    page = hq.get(url("expense", row.pk)).content.decode()
    assert url("invoice", row.pk) not in page and url("settlement", row.pk) not in page
    sent = {"on": TODAY(), "amount": "99999", "account": heading(books).pk}
    answer = hq.post(url("invoice", row.pk), sent)
    assert answer.status_code == 422 and "refunded to you" in answer.content.decode()


def test_what_is_paid_no_longer_says_until_when_to_pay(hq, books):
    due_on = timezone.localdate() + timedelta(days=20)
    row = invoice(asked(books, payee=supplier(books)), due_on=due_on)
    pages, said = [url("expense", row.pk), url("expenses")], date_format(due_on, "SHORT_DATE_FORMAT")
    for page in pages:
        assert said in hq.get(page).content.decode()
    pay(row, row.amount)
    for page in pages:
        assert said not in hq.get(page).content.decode()


def test_far_above_the_limit_the_pages_say_by_how_much(hq, books, tom):
    row = invoice(asked(books, 9_000_000_00, payee=supplier(books)))
    page = hq.get(url("budget", books.pk)).content.decode()
    assert "Spending limit exceeded by €8,930,000.00" in page and "12857%" not in page
    assert "exceeded by €8,930,000.00" in hq.get(url("expense", row.pk)).content.decode()
    assert any("exceeds the spending limit by €8,930,000.00" in todo.text for todo in due.deeds_of(tom))


def test_a_treasurer_enters_the_advance_of_somebody_who_has_no_account(hq, books, tom):
    assert hq.get(url("start_refund"))["Location"] == url("refund", books.pk)
    said = {
        "name": "Zoe Roy", "email": "zoe@example.org", "label": "Train", "amount": "41,20", "iban": IBAN,
        "account": heading(books, "5040").pk,
    }  # fmt: skip
    assert hq.post(url("refund", books.pk), said).status_code == 422, "the receipt is missing"
    sent = said | {"file": SimpleUploadedFile("t.txt", b"T\n")}
    row_at = hq.post(url("refund", books.pk), sent)["Location"]
    row = Expense.objects.get()
    assert row_at == url("expense", row.pk)
    assert (row.way, row.payee.name, row.payee.is_person, row.made_by) == ("claim", "Zoe Roy", True, tom)
    assert row.payee.iban == IBAN.replace(" ", "") and row.documents.count() == 1


def test_an_advance_entered_for_oneself_or_a_colleague_is_theirs(hq, books, tom):
    for who in (tom, user("tess", Role.TREASURER)):
        sent = {
            "name": "Somebody", "email": who.email.upper(), "label": "Train", "amount": "41,20",
            "account": heading(books, "5040").pk, "file": SimpleUploadedFile("t.txt", b"T\n"),
        }  # fmt: skip
        hq.post(url("refund", books.pk), sent)
        assert Expense.objects.first().payee.user == who
    assert list(due.decidable(Expense.objects.all(), tom)) == [Expense.objects.first()]
