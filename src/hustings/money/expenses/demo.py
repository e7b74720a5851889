"""Expenses of the demonstration: some of each state, a budget, a spending limit that is near."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, pgettext

from hustings.foundation.accounts.access import may
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.demo import Say
from hustings.foundation.lib.fields import uploaded_files
from hustings.money.expenses import actions
from hustings.money.expenses.models import Document, Expense, Way
from hustings.money.ledger import actions as ledger
from hustings.money.ledger.models import Books
from hustings.money.ledger.rights import RUN_MONEY

_BUDGET = {"6132": 400_000, "6141": 900_000, "6290": 120_000, "6210": 150_000, "6330": 200_000}
_LIMIT = 1_800_000
# Heading, supplier, way, subject, cents, state, invoice number.
_ROWS = [
    ("6141", 0, Way.PURCHASE, "leaflets", 384_000, "paid", "IQ-2103"),
    ("6132", 1, Way.PURCHASE, "hall", 95_000, "invoiced", "SR-88"),
    ("6134", 1, Way.PURCHASE, "sound", 62_000, "ordered", ""),
    ("6210", 0, Way.PURCHASE, "badges", 48_000, "approved", ""),
    ("6330", 2, Way.PURCHASE, "accountant", 180_000, "approved", ""),
    ("6171", None, Way.PURCHASE, "film", 240_000, "asked", ""),
    ("6136", None, Way.PARTY, "stage", 120_000, "paid", "P-12"),
    ("6281", None, Way.OWN_KIND, "office", 90_000, "paid", ""),
    ("6171", None, Way.PURCHASE, "advert", 310_000, "refused", ""),
]


@transaction.atomic
def fill(say: Say) -> None:
    """Enter them once, in the books of the candidate."""
    books = Books.objects.filter(plan="fr_candidate").order_by("pk").first()
    if books is None or Expense.objects.exists():
        return
    say(gettext("Expenses of the campaign"))
    keeper = next((user for user in User.objects.order_by("pk") if may(user, RUN_MONEY)), None)
    if keeper is None:
        return
    ledger.change_books(books=books, values={"ceiling": _LIMIT})
    books.refresh_from_db()
    accounts = {each.number: each for each in books.accounts.all()}
    budget = {accounts[number]: amount for number, amount in _BUDGET.items()}
    actions.set_budget(books=books, amounts=budget, two_from=500_000, by=keeper)
    payees = [actions.add_payee(books=books, name=name, by=keeper) for name in _suppliers()]
    for number, whom, way, what, amount, state, invoice in _ROWS:
        row = actions.ask(
            books=books, account=accounts[number], label=_words()[what], amount=amount, by=keeper, way=way,
            payee=None if whom is None else payees[whom],
        )  # fmt: skip
        _take(row, state, invoice, keeper)


def _take(row: Expense, state: str, invoice: str, keeper: User) -> None:
    """Bring it as far as it got."""
    today = timezone.localdate()
    quote = uploaded_files.checked(ContentFile(f"{row.label}\n".encode(), name="devis.txt"))
    kind = Document.Kind.QUOTE
    actions.add_document(expense=row, file=quote, kind=kind, amount=row.amount, by=keeper)
    if state == "refused":
        actions.refuse(expense=row, by=keeper, note=pgettext("demo", "Too expensive"))
    elif state != "asked":
        actions.approve(expense=row, by=keeper)
    if state == "ordered":
        actions.order(expense=row, by=keeper)
    if state in {"invoiced", "paid"}:
        on, due = today - timedelta(days=12), today + timedelta(days=5)
        actions.record_invoice(expense=row, number=invoice, on=on, amount=row.amount, due_on=due, by=keeper)
    if state == "paid" and not row.is_borne_by_others:
        actions.settle(
            expense=row, on=today - timedelta(days=3), means="transfer", amount=row.amount,
            reference="VIR 4471", by=keeper,
        )  # fmt: skip


def _suppliers() -> list[str]:
    return ["Imprimerie des Quais", "Scènes du Rhône", "Cabinet Arceau"]


def _words() -> dict[str, str]:
    return {
        "leaflets": pgettext("demo", "12,000 leaflets"),
        "hall": pgettext("demo", "Hall for the final meeting"),
        "sound": pgettext("demo", "Sound for the final meeting"),
        "badges": pgettext("demo", "2,000 badges"),
        "accountant": pgettext("demo", "Accountant who presents the account"),
        "film": pgettext("demo", "Film of two minutes"),
        "stage": pgettext("demo", "Stage for the summer tour"),
        "office": pgettext("demo", "Room lent as an office"),
        "advert": pgettext("demo", "Advertisement on a lorry"),
    }
