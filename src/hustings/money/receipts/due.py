"""To-dos of treasurers: receipts to make out by when, and numbers to ask for."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.foundation.accounts import access
from hustings.foundation.legal.rules import Receipts
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.todos import Todo
from hustings.money.ledger.rights import RUN_MONEY
from hustings.money.receipts import law, numbers, waiting
from hustings.money.receipts.models import Run, Series

_FEW = 50  # numbers that are soon used up


def deeds_of(user: Any) -> Iterator[Todo]:
    """For each live series of books that this user keeps."""
    if not access.may(user, RUN_MONEY):
        return
    for series in Series.objects.live().of(user, RUN_MONEY).select_related("books"):
        url = reverse("receipts:series", args=[series.pk])
        yield from _of_year(series, url)
        yield from _of_numbers(series, url)


def _of_year(series: Series, url: str) -> Iterator[Todo]:
    """Receipts of last year that were not ordered yet; who keeps books for months hasn’t forgotten."""
    year = timezone.localdate().year - 1
    if series.span != Series.Span.YEAR or Run.objects.filter(series=series, year=year).exists():
        return
    if n := waiting.due(series, year).count():
        words = ngettext(
            "%(n)d donation of %(year)d without a receipt%(until)s",
            "%(n)d donations of %(year)d without a receipt%(until)s", n,
        )  # fmt: skip
        said = {"n": n, "year": year, "until": _until(law.value(series.books.kind), "returned_by")}
        yield Todo(words % said, url, is_urgent=True)


def _of_numbers(series: Series, url: str) -> Iterator[Todo]:
    left = numbers.left(series)
    if left is not None and left < _FEW:
        words = ngettext("%(n)d receipt number left%(until)s", "%(n)d receipt numbers left%(until)s", left)
        said = {"n": left, "until": _until(law.value(series.books.kind), "asked_by")}
        yield Todo(words % said, url, is_urgent=not left)


def _until(value: Receipts | None, name: str) -> str:
    """The next such day of the year, in words."""
    day = getattr(value, name) if value else None
    today = timezone.localdate()
    if not day or (today.month, today.day) > day:
        return ""
    return _(" (by %s)") % date_format(date(today.year, *day), "DATE_FORMAT")
