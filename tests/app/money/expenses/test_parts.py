"""Parts of expenses in other apps: to-dos, one's own data, the privacy notice, erasure."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib.todos import due
from hustings.money.expenses import actions
from hustings.money.expenses.models import Document, Expense, Payee
from hustings.people.persons import actions as persons
from hustings.people.privacy import actions as privacy
from hustings.people.selfservice import parts
from tests.cast.money.expenses.fixtures import asked, heading, invoice, paper, pay, supplier
from tests.conftest import user

pytestmark = [pytest.mark.django_db]
IBAN = "FR7630006000011234567890189"


@pytest.fixture
def alice():
    """An organiser with a record."""
    persons.add_person(given_name="Alice", family_name="Petit", email="alice@example.org")
    return user("alice", Role.ORGANISER)


def claim(books, by, **values):
    about = {"account": heading(books), "label": "Train", "amount": 40_00, "iban": IBAN, "file": paper()}
    return actions.claim(books=books, by=by, **(about | values))


def texts(someone):
    return [todo.text for todo in due(someone)]


def test_treasurers_are_told_what_to_decide_and_pay(books, tom, tess, alice):
    claim(books, tom)
    row = asked(books, payee=supplier(books))
    assert "1 expense to decide" in texts(tom), "their own claim is for another"
    assert "2 expenses to decide" in texts(tess)
    assert not [text for text in texts(alice) if "expense" in text]
    invoice(row, due_on=timezone.localdate() + timedelta(days=8))
    assert not [text for text in texts(tom) if "to pay" in text]
    Expense.objects.update(due_on=timezone.localdate() + timedelta(days=7))
    assert "1 invoice to pay this week" in texts(tom)


def test_refunds_stand_in_ones_own_data(books, alice):
    row = claim(books, alice)
    person = row.payee.person
    found = {part.name: list(part.rows(person)) for part in parts.my_data.all()}
    assert found["expenses"][0][:4] == (row.number, "Train", "€40.00", "to decide")
    assert found["expenses"][0][-1] == IBAN


def test_a_second_claim_keeps_one_payee_and_takes_the_new_account(books, alice):
    claim(books, alice)
    claim(books, alice, iban="")
    assert Payee.objects.get().iban == IBAN
    claim(books, alice, iban="DE89370400440532013000")
    assert Payee.objects.get().iban == "DE89370400440532013000"


def test_an_erasure_leaves_what_the_law_wants_and_nothing_more(books, alice, tom):
    person = claim(books, alice).payee.person
    paid, owed = claim(books, alice), claim(books, alice)
    for row in (paid, owed):
        actions.approve(expense=row, by=tom)
        invoice(row, number="")
    pay(paid, 40_00)
    privacy.erase_person(person=person, user=None)
    payee = Payee.objects.get()
    assert set(Expense.objects.values_list("pk", flat=True)) == {paid.pk, owed.pk}
    assert (payee.person, payee.user, payee.name) == (None, None, "Alice")
    assert payee.iban == IBAN, "something is still owed"
    assert Document.objects.count() == 2
    assert actions.forget_kept() == 0
    Payee.objects.update(kept_until=timezone.localdate() - timedelta(days=1))
    assert actions.forget_kept() == 1
    payee.refresh_from_db()
    assert (payee.name, payee.iban, Document.objects.count()) == ("", "", 0)
    assert actions.forget_kept() == 0


def test_an_erasure_deletes_somebody_who_was_never_paid(books, alice):
    person = claim(books, alice).payee.person
    privacy.erase_person(person=person, user=None)
    assert not Payee.objects.exists() and not Expense.objects.exists()
