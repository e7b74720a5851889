"""Common parts of pages about payments."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right
from hustings.foundation.lib.web.frame import frame
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY
from hustings.money.payments.models import Channel, Payment

PAYMENTS = pgettext_lazy("menu", "Payments")
CHANNELS = gettext_lazy("Payment channels")
ICON = "tag"


def runs(user: Any) -> bool:
    """Whether a button of treasurers is shown."""
    return access.may(user, RUN_MONEY)


def payment_of(request: HttpRequest, pk: int, right: Right = SEE_MONEY) -> Payment:
    """A payment that this user may see, or refund; else 404."""
    rows = Payment.objects.of(request.user, right)
    return get_object_or_404(rows.select_related("channel__books", "payout", "mandate", "slip"), pk=pk)


def channel_of(request: HttpRequest, pk: int, right: Right = SEE_MONEY) -> Channel:
    """A channel that this user may see, or run; else 404."""
    return get_object_or_404(Channel.objects.of(request.user, right).select_related("books"), pk=pk)


def show(
    request: HttpRequest, template: str, title: Any, words: dict[str, Any], *trail: tuple[str, Any],
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """A page below those that ``trail`` names."""
    above = trail or (("payments:payments", PAYMENTS),)
    context = frame(str(title), *((reverse(view), str(label)) for view, label in above), icon=ICON)
    return render(request, f"payments/{template}.html", context | words, status=status)
