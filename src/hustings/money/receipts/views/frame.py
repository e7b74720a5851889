"""Common parts of pages about receipts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.foundation.accounts.roles import Right
from hustings.foundation.lib.web.frame import frame
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY
from hustings.money.receipts.models import Receipt, Series

RECEIPTS = pgettext_lazy("menu", "Receipts")
SERIES = gettext_lazy("Series of receipts")
ICON = "doc-full-inverse"


def receipt_of(request: HttpRequest, pk: int, right: Right = SEE_MONEY) -> Receipt:
    """A receipt that this user may see, or change; else 404."""
    rows = Receipt.objects.of(request.user, right)
    about = ("series__books", "issued_by", "voided_by", "replaces", "replaced_by", "signature")
    return get_object_or_404(rows.select_related(*about), pk=pk)


def series_of(request: HttpRequest, pk: int, right: Right = SEE_MONEY) -> Series:
    return get_object_or_404(Series.objects.of(request.user, right).select_related("books"), pk=pk)


def may_run(request: HttpRequest, series: Series) -> bool:
    """Whether this user keeps the books of that series."""
    return Series.objects.of(request.user, RUN_MONEY).filter(pk=series.pk).exists()


def show(
    request: HttpRequest, template: str, title: Any, words: dict[str, Any], *trail: tuple[str, Any],
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """A page below the list of receipts, and below what ``trail`` names."""
    above = [("receipts:receipts", RECEIPTS), *trail]
    context = frame(str(title), *((reverse(view), str(label)) for view, label in above), icon=ICON)
    return render(request, f"receipts/{template}.html", context | words, status=status)
