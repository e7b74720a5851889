"""To-dos of treasurers at the bank."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from hustings.foundation.accounts import access
from hustings.foundation.lib.todos import Todo
from hustings.money.banking.models import StatementLine
from hustings.money.ledger.rights import RUN_MONEY


def deeds_of(user: Any) -> Iterator[Todo]:
    """Lines that nobody has matched."""
    if not access.may(user, RUN_MONEY):
        return
    if n := StatementLine.objects.open().of(user, RUN_MONEY).count():
        words = ngettext("%(n)d bank line to match", "%(n)d bank lines to match", n)
        yield Todo(words % {"n": n}, reverse("banking:lines"))
