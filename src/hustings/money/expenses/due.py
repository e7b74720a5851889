"""To-dos of treasurers: decisions, payments, the spending limit, deadlines."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.foundation.accounts import access
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.formats import money
from hustings.foundation.lib.todos import Todo
from hustings.money.expenses import ceilings, deadlines
from hustings.money.expenses.models import Expense, State
from hustings.money.ledger.models import Books
from hustings.money.ledger.rights import RUN_MONEY

_TO_PAY, _AHEAD = timedelta(days=7), 30


def deeds_of(user: Any) -> Iterator[Todo]:
    """All that those who keep books have to do about expenses."""
    if not access.may(user, RUN_MONEY):
        return
    rows = Expense.objects.of(user, RUN_MONEY)
    page = reverse("expenses:expenses")
    waiting = decidable(rows, user)
    if n := waiting.filter(state=State.ASKED).count():
        words = ngettext("%(n)d expense to decide", "%(n)d expenses to decide", n)
        yield Todo(words % {"n": n}, f"{page}?state={State.ASKED}")
    if n := waiting.exclude(state=State.ASKED).count():
        words = ngettext("%(n)d payment to approve", "%(n)d payments to approve", n)
        yield Todo(words % {"n": n}, f"{page}?state={State.INVOICED}")
    if n := rows.overdue(timezone.localdate() + _TO_PAY).count():
        words = ngettext("%(n)d invoice to pay this week", "%(n)d invoices to pay this week", n)
        yield Todo(words % {"n": n}, f"{page}?state={State.INVOICED}")
    open_ = list(Books.objects.of(user, RUN_MONEY).filter(closed_on=None).select_related("election"))
    standings = ceilings.of_many([each for each in open_ if each.ceiling])
    for books in open_:
        if books.pk in standings:
            yield from _of_limit(books, standings[books.pk])
        yield from _of_days(books)


def decidable(rows: Any, user: Any) -> Any:
    """Those that wait for a decision of this user's: not their own claims, nor what they approved."""
    mine = rows.filter(steps__state=State.APPROVED, steps__by=user).values("pk")
    return rows.undecided().exclude(payee__user=user).exclude(pk__in=mine)


def _of_limit(books: Books, standing: ceilings.Standing) -> Iterator[Todo]:
    said = {"name": books.name, "n": standing.percent}
    url = reverse("expenses:budget", args=[books.pk])
    if standing.level == "over":
        excess = money.shown(standing.excess, books.currency)
        words = _("“%(name)s” exceeds the spending limit by %(excess)s")
        yield Todo(words % {"name": books.name, "excess": excess}, url, is_urgent=True)
    elif standing.level:
        words = _("“%(name)s” is at %(n)d%% of the spending limit") % said
        yield Todo(words, url, is_urgent=standing.level == "close")


def _of_days(books: Books) -> Iterator[Todo]:
    for each in deadlines.soon(books, _AHEAD):
        words = {"what": each.label, "name": books.name, "day": date_format(each.on)}
        text = _("%(what)s (%(name)s): %(day)s") % words
        yield Todo(
            text, reverse("expenses:calendar", args=[books.pk]), is_urgent=each.is_late or each.days <= 7
        )
