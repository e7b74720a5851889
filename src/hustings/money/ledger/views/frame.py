"""Common parts of pages about books: who sees them, their tabs, their trail."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.roles import Right
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Column
from hustings.foundation.lib.formats import money
from hustings.foundation.lib.web.frame import frame
from hustings.money.ledger.models import Account, Books, Entry
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY

BOOKS = pgettext_lazy("menu", "Books")
ICON = "clipboard-list"
TABS = [
    ("journal", gettext_lazy("Journal")),
    ("balance", gettext_lazy("Trial balance")),
    ("accounts", gettext_lazy("Chart of accounts")),
    ("periods", gettext_lazy("Closed periods")),
    ("proof", gettext_lazy("Verification")),
    ("exports", gettext_lazy("Exports")),
]


def found(request: HttpRequest, pk: int, right: Right = SEE_MONEY) -> Books:
    """Books that this user may see, or keep; else 404."""
    return get_object_or_404(Books.objects.of(request.user, right), pk=pk)


def keeps(request: HttpRequest, books: Books) -> bool:
    """Whether this user may write in them."""
    return Books.objects.of(request.user, RUN_MONEY).filter(pk=books.pk).exists()


def entry_of(request: HttpRequest, books: Books, number: int) -> Entry:
    rows = books.entries.select_related("books", "reverses", "reversed_by", "made_by")
    return get_object_or_404(rows, position=number)


def account_of(books: Books, number: str) -> Account:
    """An account by its number; others' amounts are shown in the books' currency."""
    try:
        account: Account = books.accounts.get(number=number)
    except Account.DoesNotExist as none:
        raise Http404 from none
    account.books = books
    return account


def tabs(books: Books, here: str) -> list[tuple[str, Any, bool]]:
    return [(reverse(f"ledger:{name}", args=[books.pk]), label, name == here) for name, label in TABS]


def show(
    request: HttpRequest, template: str, books: Books, words: dict[str, Any], *, tab: str = "",
    title: Any = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    """A page below these books; ``title``: of a page below a tab."""
    trail = [(reverse("ledger:books"), str(BOOKS))]
    label = str(title or dict(TABS).get(tab, ""))
    trail.append((reverse("ledger:journal", args=[books.pk]), books.name))
    if title and tab and tab != "journal":
        trail.append((reverse(f"ledger:{tab}", args=[books.pk]), str(dict(TABS)[tab])))
    context = frame(label, *trail, icon=ICON)
    about = {"books": books, "keeps": keeps(request, books), "tabs": tabs(books, tab), **words}
    return render(request, f"ledger/{template}.html", context | about, status=status)


class BooksList(Resource):
    """A list in a tab of books; an app above that has tabs of its own overrides the first methods."""

    guard = needs(SEE_MONEY)
    icon, tab = ICON, ""
    trail = (("ledger:books", BOOKS),)
    template_name = "ledger/list.html"
    labels = TABS

    def find(self) -> Books:
        return found(self.request, self.kwargs["pk"])

    def tabs(self) -> list[tuple[str, Any, bool]]:
        return tabs(self.books, self.tab)

    @cached_property
    def books(self) -> Books:
        return self.find()

    @property
    def title(self) -> str:
        return self.books.name

    @property
    def caption(self) -> str:
        return str(dict(self.labels)[self.tab])

    def about(self) -> dict[str, Any]:
        return {"books": self.books, "keeps": keeps(self.request, self.books), "tabs": self.tabs()}


class Money(Column):
    """An amount of minor units; ``currency`` leads to its currency."""

    classname = "number"

    def __init__(self, name: str, label: Any, *, currency: str = "books.currency", **more: Any) -> None:
        super().__init__(name, label, **more)
        self.currency = Column("currency", "", accessor=currency)

    def shown(self, row: Any) -> Any:
        value = self.value(row)
        return self.empty if value is None else money.shown(value, self.currency.value(row))
