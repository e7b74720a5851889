"""Budgets and accounts of books: the spending limit, headings, missing papers, the calendar."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Column, Day, State, Title
from hustings.foundation.lib.text import csvs
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.money.expenses import actions, ceilings, deadlines, gaps, keepers, summaries, surplus
from hustings.money.expenses.forms import BudgetForm, SurplusForm
from hustings.money.expenses.views.frame import ACCOUNTS, ICON, BooksTab, books_of, show_tab
from hustings.money.ledger import law
from hustings.money.ledger.models import Account, Books
from hustings.money.ledger.refusals import NotPosted
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY
from hustings.money.ledger.views.frame import Money
from hustings.people.persons.refusals import Refused

LEVELS = {
    "": ("", ""), "near": ("waiting", gettext_lazy("near the limit")),
    "close": ("failed", gettext_lazy("close to the limit")),
    "over": ("failed", gettext_lazy("over the limit")),
}  # fmt: skip


class Accounts(Resource):
    """All books that this user may see, with how much of their limit is used."""

    guard = needs(SEE_MONEY)
    title, icon = ACCOUNTS, ICON
    order = ("name", "pk")
    columns = (
        Title("name", gettext_lazy("Books"), url="expenses:budget", under="agent"),
        Column("election", gettext_lazy("Election")),
        Money("spent", gettext_lazy("Spent"), currency="currency"),
        Money("committed", gettext_lazy("Committed"), currency="currency"),
        Money("ceiling", gettext_lazy("Spending limit"), currency="currency"),
        State("level", gettext_lazy("State"), empty=""),
        Day("filed_on", gettext_lazy("Filed")),
    )
    empty = gettext_lazy("No books yet.")

    def rows(self) -> QuerySet[Books]:
        return Books.objects.of(self.user, SEE_MONEY).select_related("election")

    def prepared(self, rows: list[Any]) -> Sequence[Any]:
        found = ceilings.of_many(rows)
        for row in rows:
            told = found[row.pk]
            row.spent, row.committed = told.spent, told.committed
            row.level = LEVELS[told.level] if told.level else None
        return rows


@needs(SEE_MONEY)
@require_safe
def budget(request: HttpRequest, pk: int) -> HttpResponse:
    """The spending limit and each heading's budget: spent, committed, left."""
    books = books_of(request, pk)
    standing = ceilings.of(books)
    words = {
        "standing": standing, "rows": ceilings.headings(books), "keepers": keepers.of(books),
        "direct": ceilings.direct(books, standing, law.pack()),
        "near": (standing.ceiling or 0) * ceilings.NEAR // 100,
        "policy": getattr(books, "spending_policy", None),
    }  # fmt: skip
    return show_tab(request, "budget", books, words)


@needs(RUN_MONEY)
@require_http_methods(["GET", "HEAD", "POST"])
def budget_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Amounts of the headings."""
    books = books_of(request, pk, RUN_MONEY)
    accounts = books.accounts.live().filter(kind=Account.Kind.EXPENSE)
    form = BudgetForm(request.POST or None, books=books, accounts=accounts)
    if request.method == "POST" and form.is_valid():
        actions.set_budget(books=books, amounts=form.amounts(), by=me(request), **form.rules())
        messages.success(request, _("Saved."))
        return redirect("expenses:budget", pk)
    words = {"form": form, "submit": _("Save"), "head": _("Budget")}
    return show_tab(request, "budget", books, words, status_of(form), "tab_form")


@needs(SEE_MONEY)
@require_safe
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Receipts and expenses by heading; to print."""
    books = books_of(request, pk)
    told = summaries.of(books)
    words = {"told": told, "totals": told.totals, "plan": told.plan, "own": told.of_role("own")}
    words |= {"party": told.of_role("party") + told.of_role("party_paid")}
    words |= {"surplus": surplus.of(told), "handed": surplus.handed(told)}
    if books.kind == Books.Kind.CANDIDATE and words["surplus"]:
        words |= _surplus(books)
    return show_tab(request, "account", books, words)


def _surplus(books: Books) -> dict[str, Any]:
    """Say what becomes of the surplus, and by when; or that no rule is known."""
    rule = surplus.rule(books, law.pack())
    if rule is None:
        return {"has_surplus": True}
    ends = next((each.on for each in deadlines.of(books) if each.name == "ends"), None)
    says = rule.says.say(get_language() or "en")
    return {"has_surplus": True, "surplus_says": f"{says} ({rule.article})", "surplus_by": ends}


@needs(RUN_MONEY)
@require_http_methods(["GET", "HEAD", "POST"])
@once("expenses:accounts")
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter that the surplus, or a part of it, went to a party or a charity."""
    books = books_of(request, pk, RUN_MONEY)
    first = {"amount": surplus.of(summaries.of(books)), "on": timezone.localdate()}
    form = SurplusForm(request.POST or None, books=books, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hand_over(books=books, by=me(request), **form.cleaned_data)
        except (Refused, NotPosted) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("expenses:account", pk)
    words = {"form": form, "submit": _("Save"), "head": _("Hand over the surplus"), "is_once": True}
    return show_tab(request, "account", books, words, status_of(form), "tab_form")


@needs(SEE_MONEY)
@require_safe
def account_file(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The same as CSV."""
    books = books_of(request, pk)
    rows = summaries.table(books, summaries.of(books))
    answer = csvs.download(csvs.lines(rows, delimiter=";", bom=True), f"account-{books.pk}.csv")
    answer["Cache-Control"] = "no-store"
    return answer


class Missing(BooksTab):
    """Expenses whose papers are not complete."""

    tab = "missing"
    columns = (
        Title("label", gettext_lazy("Expense"), url="expenses:expense", under="number"),
        Column("payee", gettext_lazy("Supplier")),
        Money("cost", gettext_lazy("Amount")),
        Column("lacks", gettext_lazy("Missing"), accessor=gaps.words),
    )
    empty = gettext_lazy("Nothing is missing.")

    def rows(self) -> QuerySet[Any]:
        return gaps.of(self.books.expenses.select_related("books", "payee"))


@needs(SEE_MONEY)
@require_safe
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """Days of the account, from the election's."""
    books = books_of(request, pk)
    return show_tab(request, "calendar", books, {"rows": deadlines.of(books), "has_rules": law.pack()})
