"""SEPA direct debit: the payer signs a mandate on our page; files of debits go to the bank."""

import re
from collections.abc import Mapping
from typing import Any

import schwifty
from django.utils.translation import gettext as _

from hustings.money.payments import vault
from hustings.money.payments.models import Channel, Mandate, Payment
from hustings.money.payments.providers.port import Line, Offline, Trouble, Way
from hustings.money.payments.providers.transfer import grouped
from hustings.money.payments.providers.transfer import iban as own_iban
from hustings.money.payments.refusals import NotPossible

_CREDITOR_ID = re.compile(r"([A-Z]{2})(\d{2})[0-9A-Z]{3}([0-9A-Z]{1,28})")


def is_creditor_id(text: str) -> bool:
    """Country, check digits, business code, national number; the business code is no part of the check."""
    found = _CREDITOR_ID.fullmatch(text)
    if found is None:
        return False
    country, check, number = found.groups()
    digits = "".join(str(int(sign, 36)) for sign in f"{number}{country}{check}")
    return int(digits) % 97 == 1


class Sepa(Offline):
    """Debits by one's own bank; no provider that could drop a campaign."""

    settings: tuple[str, ...] = ("iban", "bic", "creditor_id")
    asks: tuple[str, ...] = ("iban", "holder")
    can_monthly = True

    def begin(self, payment: Payment, payer: Mapping[str, Any]) -> Way:
        """Keep the mandate that the payer signs by sending the form. Raises NotPossible for a wrong IBAN."""
        self.check(payment.channel)
        if payment.mandate:
            return Way(held_for=None, mandate=payment.mandate)
        try:
            account = schwifty.IBAN(str(payer.get("iban", "")))
        except ValueError:
            raise NotPossible(_("This is not a valid IBAN. Please check each digit.")) from None
        mandate, _is_new = Mandate.objects.get_or_create(
            reference=payment.number,
            defaults={
                "channel": payment.channel, "holder": str(payer.get("holder", ""))[:70],
                "iban": vault.sealed(account.compact), "iban_end": account.compact[-4:],
                "bic": str(account.bic or ""), "email": payment.email, "language": payment.language,
            },
        )  # fmt: skip
        return Way(held_for=None, mandate=mandate)

    def instructions(self, payment: Payment) -> list[Line]:
        mandate, channel = payment.mandate, payment.channel
        if mandate is None:
            return []
        return [
            (_("Mandate"), mandate.reference),
            (_("Creditor"), f"{channel.books.agent} ({channel.settings.get('creditor_id', '')})"),
            (_("Account"), f"… {mandate.iban_end}"),
        ]

    def charge(self, payment: Payment, mandate: Mandate) -> Way:
        """Have it in the next file."""
        return Way(held_for=None)

    def check(self, channel: Channel) -> str:
        if not own_iban(channel) or not channel.settings.get("creditor_id"):
            raise Trouble(_("Enter the IBAN of the bank account and the creditor identifier."))
        return grouped(own_iban(channel))
