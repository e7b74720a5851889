"""The trial balance, the chart of accounts, the statement of one account."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.tables import Choice, Column, State, Title
from hustings.money.ledger import actions, balances, plans
from hustings.money.ledger.forms import AccountForm, SpanForm
from hustings.money.ledger.models import Account
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY
from hustings.money.ledger.views.frame import BooksList, account_of, found, show


@needs(SEE_MONEY)
@require_safe
def balance(request: HttpRequest, pk: int) -> HttpResponse:
    """All accounts that something was posted to, and the sums below."""
    books = found(request, pk)
    span = SpanForm(request.GET)
    rows = balances.trial(books, *span.days)
    words = {
        "rows": rows, "span": span, "totals": balances.totals(rows), "result": balances.result(rows),
    }  # fmt: skip
    return show(request, "balance", books, words, tab="balance")


def _of_account(account: Any) -> str:
    return reverse("ledger:account", args=[account.books_id, account.number])


def _state(account: Account) -> tuple[str, Any] | None:
    return ("closed", pgettext("account", "closed")) if account.closed_at else None


class Chart(BooksList):
    """Accounts of books; more may be added by those who keep them."""

    tab = "accounts"
    order = ("number", "pk")
    size = 200
    columns = (
        Title("number", gettext_lazy("Number"), url=_of_account),
        Column("name", gettext_lazy("Name")),
        Choice("kind", gettext_lazy("Kind"), accessor="get_kind_display"),
        Choice("role", gettext_lazy("Used for"), accessor="get_role_display"),
        State("state", gettext_lazy("State"), accessor=_state, empty=""),
    )
    form_class = AccountForm
    form_title, form_submit = gettext_lazy("Add an account"), gettext_lazy("Add")

    def rows(self) -> QuerySet[Account]:
        return self.books.accounts.all()

    def form_words(self) -> dict[str, Any]:
        return {"books": self.books}

    def about(self) -> dict[str, Any]:
        plan = plans.get(self.books.plan)
        about = super().about() | {"doubt": "" if plan.is_confirmed else plan.doubt, "plan": plan}
        return about if about["keeps"] else about | {"form": None}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found(request, self.kwargs["pk"], RUN_MONEY)
        return super().post(request, *args, **kwargs)

    def add(self, said: dict[str, Any]) -> None:
        actions.add_account(books=self.books, **said)
        messages.success(self.request, _("Account added."))


@needs(SEE_MONEY)
@require_safe
def account(request: HttpRequest, pk: int, number: str) -> HttpResponse:
    """Its lines with the balance after each, a page at a time."""
    books = found(request, pk)
    one, span = account_of(books, number), SpanForm(request.GET)
    told = balances.statement(one, *span.days, after=request.GET.get("after", ""))
    words = {
        "account": one, "span": span, "statement": told, "more": told.more,
        "balance": balances.balance(one),
    }  # fmt: skip
    return show(request, "account", books, words, tab="accounts", title=str(one))


@needs(RUN_MONEY)
@require_POST
def closure(request: HttpRequest, pk: int, number: str) -> HttpResponse:
    """Close an account, or open it again."""
    one = account_of(found(request, pk, RUN_MONEY), number)
    if "open" in request.POST:
        actions.open_account(account=one, by=me(request))
        messages.success(request, _("Account reopened."))
    else:
        actions.close_account(account=one, by=me(request))
        messages.success(request, _("Account closed: it takes no more entries."))
    return redirect("ledger:account", pk, number)
