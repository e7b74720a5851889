"""Cheques and cash: a person enters them; a slip takes them to the bank."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from hustings.foundation.lib.formats import money
from hustings.money.payments.models import Payment
from hustings.money.payments.providers.port import Line, Offline, Way

_WAITED = timedelta(days=30)


class Cheque(Offline):
    """A cheque by post."""

    def begin(self, payment: Payment, payer: Mapping[str, Any]) -> Way:
        return Way(held_for=_WAITED)

    def instructions(self, payment: Payment) -> list[Line]:
        books = payment.channel.books
        lines = [
            (_("Cheque payable to"), books.agent),
            (_("Amount"), money.shown(payment.amount, payment.currency)),
            (_("Send it to"), books.agent_address),
            (_("Write on the back"), payment.number),
        ]
        return [line for line in lines if line[1]]


class Cash(Offline):
    """Coins and notes: never offered on a page."""

    def begin(self, payment: Payment, payer: Mapping[str, Any]) -> Way:
        return Way(held_for=_WAITED)
