"""Common parts of pages about expenses: who sees them, their tabs, their trail."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right
from hustings.foundation.lib.web.frame import frame
from hustings.foundation.territories.models import Containment
from hustings.money.expenses.models import Expense
from hustings.money.expenses.rights import ASK_EXPENSES
from hustings.money.ledger.models import Books
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY
from hustings.money.ledger.views.frame import BooksList, keeps

EXPENSES = pgettext_lazy("menu", "Expenses")
MINE = pgettext_lazy("menu", "My expenses")
ACCOUNTS = pgettext_lazy("menu", "Budgets and accounts")
ICON = "arrow-up"
TABS = [
    ("budget", gettext_lazy("Limit and budget")),
    ("account", gettext_lazy("Account by heading")),
    ("missing", gettext_lazy("Missing papers")),
    ("calendar", gettext_lazy("Calendar")),
    ("payees", gettext_lazy("Payees")),
]


def runs(user: Any) -> bool:
    return access.may(user, RUN_MONEY)


def books_of(request: HttpRequest, pk: int, right: Right = SEE_MONEY) -> Books:
    """Books that this user may see, or keep; else 404."""
    rows = Books.objects.of(request.user, right).select_related("election", "spending_policy")
    return get_object_or_404(rows, pk=pk)


def askable(user: Any) -> QuerySet[Books]:
    """Open books that somebody may ask for money of: of their territory, and of those around and in it."""
    rows = Books.objects.filter(closed_on=None).order_by("name", "pk")
    if access.everywhere(user, ASK_EXPENSES):
        return rows
    mine = [grant.zone_id for grant in access.grants(user, ASK_EXPENSES) if grant.zone_id]
    around = Containment.objects.filter(inner__in=mine).values("outer")
    inside = Containment.objects.filter(outer__in=mine).values("inner")
    return rows.filter(Q(zone=None) | Q(zone__in=around) | Q(zone__in=inside)) if mine else rows.none()


def expense_of(request: HttpRequest, pk: int, right: Right = SEE_MONEY) -> Expense:
    """An expense that this user may see, or change; else 404."""
    rows = Expense.objects.of(request.user, right)
    return get_object_or_404(rows.select_related("books__election", "account", "payee", "made_by"), pk=pk)


def tabs(books: Books, here: str) -> list[tuple[str, Any, bool]]:
    return [(reverse(f"expenses:{name}", args=[books.pk]), label, name == here) for name, label in TABS]


def show(
    request: HttpRequest, template: str, title: Any, words: dict[str, Any], *trail: tuple[str, Any],
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """A page below the list of expenses, or below others that ``trail`` names."""
    above = trail or (("expenses:expenses", EXPENSES),)
    context = frame(str(title), *((reverse(view), str(label)) for view, label in above), icon=ICON)
    return render(request, f"expenses/{template}.html", context | words, status=status)


def show_tab(
    request: HttpRequest, tab: str, books: Books, words: dict[str, Any], status: int = 200, template: str = ""
) -> HttpResponse:
    """A tab of these books."""
    about = {"books": books, "keeps": keeps(request, books), "tabs": tabs(books, tab)}
    trail = ("expenses:accounts", ACCOUNTS)
    return show(request, template or tab, books.name, about | words, trail, status=status)


class BooksTab(BooksList):
    """A list in a tab of books."""

    icon = ICON
    trail = (("expenses:accounts", ACCOUNTS),)
    template_name = "expenses/list.html"
    labels = TABS

    def find(self) -> Books:
        return books_of(self.request, self.kwargs["pk"])

    def tabs(self) -> list[tuple[str, Any, bool]]:
        return tabs(self.books, self.tab)
