"""To-dos of treasurers: proposed refunds, loans to pay back."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from hustings.foundation.accounts import access
from hustings.foundation.lib.todos import Todo
from hustings.money.donations.models import Donation, RefundProposal
from hustings.money.ledger.rights import RUN_MONEY

_AHEAD = timedelta(days=60)


def deeds_of(user: Any) -> Iterator[Todo]:
    """To-dos for gifts that have to go back, by law, and for loans that are due."""
    if not access.may(user, RUN_MONEY):
        return
    if n := RefundProposal.objects.open().of(user, RUN_MONEY).count():
        words = ngettext(
            "%(n)d donation to refund: the law doesn’t allow it",
            "%(n)d donations to refund: the law doesn’t allow them", n,
        )  # fmt: skip
        yield Todo(words % {"n": n}, reverse("donations:proposals"), is_urgent=True)
    today = timezone.localdate()
    loans = Donation.objects.of(user, RUN_MONEY).loans().filter(due_on__lte=today + _AHEAD)
    if n := loans.count():
        words = ngettext("%(n)d loan to pay back soon", "%(n)d loans to pay back soon", n)
        is_late = loans.filter(due_on__lt=today).exists()
        yield Todo(words % {"n": n}, reverse("donations:loans"), is_urgent=is_late)
