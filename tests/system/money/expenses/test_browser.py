"""Expenses on a small phone: a refund asked with its receipt, decided and paid; the account."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.roles import Role
from hustings.money.expenses import actions
from hustings.money.expenses.models import Expense
from tests.browser import faults_of
from tests.cast.money.donations.fixtures import france
from tests.cast.money.expenses.fixtures import asked, candidate, heading, invoice, supplier
from tests.conftest import user

pytestmark = pytest.mark.browser


def _faults(page: Page) -> list[str]:
    page.wait_for_load_state()
    page.evaluate("() => Promise.all(document.getAnimations().map(each => each.finished))")  # of messages
    return faults_of(page)


def test_a_refund_goes_from_one_phone_to_another(hq_page: Callable[[User], Page]) -> None:
    france()
    books = candidate()
    page = hq_page(user("alice", Role.ORGANISER))
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(reverse("expenses:claims"))
    page.get_by_label("What you paid for").fill("Train Lyon–Paris")
    page.get_by_label("Account heading").select_option(label=str(heading(books, "5040")))
    page.get_by_label("Amount paid").fill("41,20")
    receipt = {"name": "ticket.txt", "mimeType": "text/plain", "buffer": b"Ticket\n"}
    page.get_by_label("Photo or PDF of the receipt").set_input_files(receipt)  # type: ignore[arg-type]
    page.get_by_label("Your IBAN").fill("FR76 3000 6000 0112 3456 7890 189")
    assert _faults(page) == []
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Train Lyon–Paris")).to_be_visible()
    assert _faults(page) == []
    row = Expense.objects.get()
    page = hq_page(user("tom", Role.TREASURER))
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(reverse("expenses:expense", args=[row.pk]))
    page.get_by_role("button", name="Approve").click()
    page.get_by_text("Record the invoice or receipt").click()
    assert _faults(page) == []
    page.get_by_role("button", name="Record the invoice").click()
    page.get_by_text("Record a payment").click()
    page.get_by_role("button", name="Record the payment").click()
    expect(page.get_by_text("Payment recorded in the books.")).to_be_visible()
    row.refresh_from_db()
    assert (row.state, row.invoiced) == ("paid", 41_20)


def test_the_pages_of_the_account_fit_a_phone(hq_page: Callable[[User], Page]) -> None:
    france()
    books = candidate()
    tom = user("tom", Role.TREASURER)
    actions.set_budget(books=books, amounts={heading(books): 50_000_00}, two_from=1_000_00)
    invoice(asked(books, 60_000_00, payee=supplier(books)))
    asked(books, 2_000_00)
    page = hq_page(tom)
    page.set_viewport_size({"width": 360, "height": 740})
    for name in ("budget", "budget_edit", "account", "missing", "calendar", "payees", "new"):
        page.goto(reverse(f"expenses:{name}", args=[books.pk]))
        assert _faults(page) == [], name
    for name in ("expenses", "accounts"):
        page.goto(reverse(f"expenses:{name}"))
        assert _faults(page) == [], name
