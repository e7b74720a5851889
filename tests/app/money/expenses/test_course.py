"""The course of an expense: decided, ordered, invoiced, paid; forward only, each step in the books once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from hustings.money.expenses import actions, due, postings, refusals
from hustings.money.expenses.models import Document, Expense, Step
from hustings.money.ledger import actions as ledger
from hustings.money.ledger import balances, chains
from hustings.money.ledger.models import Account
from hustings.money.ledger.refusals import PeriodClosed
from tests.cast.money.expenses.fixtures import asked, heading, invoice, paper, pay, supplier

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def held(books, *roles):
    return [balances.balance(books.account(role)) for role in roles]


def test_an_expense_goes_from_asked_to_paid_and_stands_in_the_books(books, tom):
    row = asked(books, 1_000_00, by=tom, payee=supplier(books))
    actions.approve(expense=row, by=tom)
    actions.order(expense=row, by=tom)
    invoice(row, 1_080_00, by=tom)
    assert held(books, "suppliers", "bank") == [-1_080_00, 0]
    pay(row, 80_00, by=tom)
    row.refresh_from_db()
    assert (row.state, row.left) == ("invoiced", 1_000_00)
    pay(row, 1_000_00, by=tom)
    row.refresh_from_db()
    assert (row.state, row.left) == ("paid", 0)
    assert held(books, "suppliers", "bank") == [0, -1_080_00]
    assert balances.balance(heading(books)) == 1_080_00
    states = [step.state for step in row.steps.all()]
    assert states == ["asked", "approved", "ordered", "invoiced", "paid"]
    assert {step.by for step in row.steps.all()} == {tom}
    assert [entry.reference for entry in postings.entries(row)] == ["F-1", "L-1", "L-1"]
    assert chains.of_entries(books).prove().is_whole


def test_the_entries_name_nobody(books, tom):
    row = asked(books, label="Posters for Eve Martin", by=tom, payee=supplier(books, "Eve Martin"))
    invoice(row)
    pay(row, 1_000_00)
    for entry in postings.entries(row):
        assert row.number in entry.label and "Martin" not in entry.label + entry.reference


@pytest.mark.parametrize(
    ("steps", "deed"),
    [
        ([], "order"), (["approve"], "approve"), (["approve"], "refuse"), (["refuse"], "approve"),
        (["invoice"], "approve"), (["invoice"], "invoice"), (["refuse"], "cancel"), (["cancel"], "cancel"),
        (["invoice", "pay"], "pay"), ([], "pay"), (["refuse"], "invoice"), (["cancel"], "invoice"),
    ],
)  # fmt: skip
def test_steps_only_lead_forward(books, tom, steps, deed):
    row = asked(books, by=tom, payee=supplier(books))
    deeds = {
        "approve": lambda: actions.approve(expense=row, by=tom),
        "refuse": lambda: actions.refuse(expense=row, by=tom, note="No"),
        "order": lambda: actions.order(expense=row, by=tom),
        "invoice": lambda: invoice(row),
        "pay": lambda: pay(row, 1_000_00),
        "cancel": lambda: actions.cancel(expense=row, by=tom, note="Twice"),
    }
    for step in steps:
        deeds[step]()
    n = books.entries.count()
    with pytest.raises(refusals.NotNow, match=r"Not possible"):
        deeds[deed]()
    assert books.entries.count() == n


def test_above_the_books_limit_two_people_decide(books, tom, tess):
    actions.set_budget(books=books, amounts={}, two_from=500_00)
    row = asked(books, 500_00, by=tom)
    actions.approve(expense=row, by=tom)
    with pytest.raises(refusals.ApprovedAlready):
        actions.approve(expense=row, by=tom)
    row.refresh_from_db()
    assert row.state == "asked"
    actions.approve(expense=row, by=tess)
    row.refresh_from_db()
    assert row.state == "approved"
    small = asked(books, 499_99, by=tom)
    actions.approve(expense=small, by=tom)
    small.refresh_from_db()
    assert small.state == "approved"
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(expense=row, state="approved", by=tom)


def test_nobody_decides_on_their_own_refund(books, tom, tess):
    row = actions.claim(
        books=books, by=tom, iban="", file=paper(), account=heading(books), label="Train", amount=40_00
    )
    with pytest.raises(refusals.OwnClaim):
        actions.approve(expense=row, by=tom)
    actions.approve(expense=row, by=tess)
    assert Expense.objects.get().state == "approved"


def test_an_invoice_of_a_supplier_is_taken_once(books, tom):
    printers, others = supplier(books), supplier(books, "Other printers")
    first = asked(books, payee=printers)
    invoice(first, number="F-12/B")
    with pytest.raises(refusals.InvoiceKnown, match=first.number):
        invoice(asked(books, payee=printers), number="f 12b")
    assert books.entries.count() == 1
    invoice(asked(books, payee=others), number="F-12/B")
    actions.cancel(expense=first, by=tom, note="Wrong amount")
    invoice(asked(books, payee=printers), number="F-12/B")
    for _n in range(2):
        invoice(asked(books, payee=printers), number="")  # receipts have none


def test_a_fact_is_recorded_though_nobody_decided(books):
    row = invoice(asked(books, payee=supplier(books)))
    assert row.state == "invoiced"
    assert balances.balance(heading(books)) == 1_000_00


def test_a_deposit_may_come_before_the_invoice(books, tom):
    row = asked(books, payee=supplier(books))
    actions.approve(expense=row, by=tom)
    pay(row, 300_00)
    assert held(books, "suppliers", "bank") == [300_00, -300_00]
    with pytest.raises(refusals.TooMuch, match=r"€300\.00"):
        invoice(row, 299_99)
    invoice(row)
    with pytest.raises(refusals.TooMuch, match=r"€700\.00"):
        pay(row, 700_01)
    pay(row, 700_00, means="cash")
    assert held(books, "suppliers", "bank", "cash") == [0, -300_00, -700_00]
    assert Expense.objects.get().state == "paid"


def test_cancelling_undoes_all_entries_by_counter_entries(books, tom):
    row = asked(books, payee=supplier(books))
    invoice(row)
    pay(row, 1_000_00)
    actions.cancel(expense=row, by=tom, note="Entered twice")
    assert [balance.net for balance in balances.trial(books)] == [0, 0, 0]
    assert [entry.reverses_id is not None for entry in postings.entries(row)] == [False, False, True, True]
    assert row.steps.last().note == "Entered twice"


def test_a_closed_period_lets_nothing_be_half_done(books, tom):
    yesterday = timezone.localdate() - timedelta(days=1)
    row = asked(books, payee=supplier(books))
    ledger.close_period(books=books, through=yesterday)
    with pytest.raises(PeriodClosed):
        invoice(row, on=yesterday)
    row.refresh_from_db()
    assert (row.state, row.invoice_number, row.steps.count()) == ("asked", "", 1)


@pytest.mark.parametrize(
    ("way", "role"), [("party", "party_paid"), ("own_kind", "own_in_kind"), ("party_kind", "party_in_kind")]
)
def test_what_others_bear_is_spent_and_received_at_once(books, way, role):
    row = invoice(asked(books, way=way), number="")
    assert row.state == "paid"
    assert held(books, role, "bank", "suppliers") == [-1_000_00, 0, 0]
    assert balances.balance(heading(books)) == 1_000_00
    with pytest.raises(refusals.NotNow):
        pay(row, 1_00)


def test_books_without_an_account_for_it_say_so(books):
    Account.objects.filter(books=books, role="party_paid").update(role="")
    with pytest.raises(refusals.NoAccount, match="costs paid by parties"):
        invoice(asked(books, way="party"))
    assert not books.entries.exists()


def test_only_headings_and_payees_of_the_books_are_taken(books):
    from tests.cast.money.expenses.fixtures import candidate

    other = candidate()
    with pytest.raises(refusals.NotDone):
        asked(books, account=heading(other))
    with pytest.raises(refusals.NotDone):
        asked(books, account=books.account("bank"))
    with pytest.raises(refusals.NotDone):
        asked(books, payee=supplier(other))


def test_an_expense_has_its_papers(books):
    row = asked(books)
    for n in range(20):
        actions.add_document(expense=row, file=paper(), kind="quote", seller=f"S{n}", amount=100 * n)
    with pytest.raises(refusals.TooManyFiles):
        actions.add_document(expense=row, file=paper(), kind="quote")
    one = Document.objects.first()
    with one.file.open() as kept:
        assert kept.read() == b"Receipt\n"
    actions.remove_document(document=one)
    assert row.documents.count() == 19


def test_a_supplier_is_entered_once_and_its_account_is_encrypted(books):
    row = supplier(books, "Printers  LTD.", iban="FR7630006000011234567890189")
    with pytest.raises(refusals.PayeeKnown):
        supplier(books, "printers ltd")
    assert "0189" not in row.sealed_iban
    row.refresh_from_db()
    assert (row.iban, row.iban_end) == ("FR7630006000011234567890189", "•••• 0189")


def claimed(books, who, amount=12_50):
    return actions.claim(
        books=books, by=who, iban="", file=paper(), account=heading(books), label="Train", amount=amount
    )


def test_a_refund_is_neither_booked_nor_paid_before_somebody_approved_it(books, tom, tess):
    row = claimed(books, tom)
    with pytest.raises(refusals.NotApproved):
        invoice(row, by=tess)
    actions.approve(expense=row, by=tess)
    invoice(row, by=tess)
    pay(row, 12_50, by=tess)
    assert Expense.objects.get().state == "paid"


def test_nobody_books_or_pays_their_own_refund(books, tom, tess):
    row = claimed(books, tom)
    actions.approve(expense=row, by=tess)
    with pytest.raises(refusals.OwnClaim):
        invoice(row, by=tom)
    with pytest.raises(refusals.OwnClaim):
        pay(row, 12_50, by=tom)
    invoice(row, by=tess)
    with pytest.raises(refusals.OwnClaim):
        pay(row, 12_50, by=tom)
    purchase = asked(books, by=tom)
    with pytest.raises(refusals.OwnClaim):
        invoice(purchase, by=tom, payee=row.payee)
    assert not books.entries.exclude(source__startswith=f"expense:{row.pk}:").exists()


def test_a_refund_exceeds_what_was_approved_only_as_far_as_the_rules_let(books, tom, tess):
    row = claimed(books, tom, 100_00)
    actions.approve(expense=row, by=tess)
    with pytest.raises(refusals.AboveApproved, match=r"€100\.00"):
        invoice(row, 99_999_00, by=tess)
    actions.set_budget(books=books, amounts={}, two_from=None, tolerance=5)
    with pytest.raises(refusals.AboveApproved, match=r"€105\.00"):
        invoice(row, 105_01, by=tess)
    assert invoice(row, 105_00, by=tess).state == "invoiced"


def test_an_invoice_above_the_limit_is_paid_once_two_people_approved_it(books, tom, tess):
    actions.set_budget(books=books, amounts={}, two_from=500_00)
    row = asked(books, 100_00, by=tom, payee=supplier(books))
    actions.approve(expense=row, by=tom)
    invoice(row, 9_000_00, by=tom)
    with pytest.raises(refusals.NotApproved):
        pay(row, 9_000_00, by=tom)
    with pytest.raises(refusals.ApprovedAlready):
        actions.approve(expense=row, by=tom)
    assert not due.decidable(Expense.objects.all(), tom).exists()
    assert list(due.decidable(Expense.objects.all(), tess)) == [row]
    assert any("1 payment to approve" in todo.text for todo in due.deeds_of(tess))
    actions.approve(expense=row, by=tess)
    assert not due.decidable(Expense.objects.all(), tess).exists()
    pay(row, 9_000_00, by=tom)
    row.refresh_from_db()
    assert row.state == "paid"
