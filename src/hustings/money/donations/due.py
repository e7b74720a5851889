"""To-dos of treasurers: proposed refunds."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from hustings.foundation.accounts import access
from hustings.foundation.lib.todos import Todo
from hustings.money.donations.models import RefundProposal
from hustings.money.ledger.rights import RUN_MONEY


def deeds_of(user: Any) -> Iterator[Todo]:
    """A to-do for gifts that have to go back, by law."""
    if not access.may(user, RUN_MONEY):
        return
    if n := RefundProposal.objects.open().of(user, RUN_MONEY).count():
        words = ngettext(
            "%(n)d donation to refund: the law doesn’t allow it",
            "%(n)d donations to refund: the law doesn’t allow them", n,
        )  # fmt: skip
        yield Todo(words % {"n": n}, reverse("donations:proposals"), is_urgent=True)
