"""Common parts of pages about the bank."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts.roles import Right
from hustings.foundation.lib.web.frame import frame
from hustings.money.banking.models import StatementLine
from hustings.money.ledger.rights import SEE_MONEY
from hustings.money.payments.views.frame import ICON

BANK = pgettext_lazy("menu", "Bank statements")


def line_of(request: HttpRequest, pk: int, right: Right = SEE_MONEY) -> StatementLine:
    """A line that this user may see, or match; else 404."""
    rows = StatementLine.objects.of(request.user, right)
    return get_object_or_404(
        rows.select_related("books", "payment", "refund", "payout", "slip", "batch", "matched_by"), pk=pk
    )


def show(
    request: HttpRequest, template: str, title: Any, words: dict[str, Any], *trail: tuple[str, Any]
) -> HttpResponse:
    """A page below those that ``trail`` names."""
    context = frame(str(title), *((reverse(view), str(label)) for view, label in trail), icon=ICON)
    return render(request, f"banking/{template}.html", context | words)
