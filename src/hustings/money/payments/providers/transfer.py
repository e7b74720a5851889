"""Bank transfers: the payer copies a reference (ISO 11649), and the statement tells that the money came."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from hustings.foundation.lib.formats import money
from hustings.money.payments.models import Channel, Payment
from hustings.money.payments.providers.port import Line, Offline, Trouble, Way

WAITED = timedelta(days=30)
_REFERENCE = re.compile(r"R\W?F\W?((?:\d\W?){2})((?:\d\W?){1,21})", re.IGNORECASE)


class Transfer(Offline):
    """One's own bank account; no provider that could drop a campaign."""

    settings: tuple[str, ...] = ("iban", "bic")

    def begin(self, payment: Payment, payer: Mapping[str, Any]) -> Way:
        if not iban(payment.channel):
            raise Trouble(_("Enter the IBAN of the bank account."))
        return Way(provider_id=reference(payment.pk), held_for=WAITED)

    def instructions(self, payment: Payment) -> list[Line]:
        lines = [
            (_("Account holder"), payment.channel.books.agent),
            ("IBAN", grouped(iban(payment.channel))),
            ("BIC", payment.channel.settings.get("bic", "")),
            (_("Amount"), money.shown(payment.amount, payment.currency)),
            (_("Reference (please copy it)"), grouped(reference(payment.pk))),
        ]
        return [line for line in lines if line[1]]

    def check(self, channel: Channel) -> str:
        if not iban(channel):
            raise Trouble(_("Enter the IBAN of the bank account."))
        return grouped(iban(channel))


def iban(channel: Channel) -> str:
    """The channel's account, else that of its books."""
    return str(channel.settings.get("iban") or channel.books.iban).replace(" ", "").upper()


def reference(key: int) -> str:
    """RF, two check digits, our number: a wrong digit is noticed."""
    return f"RF{98 - int(f'{key}271500') % 97:02d}{key}"


def shown(payment: Payment) -> str:
    """The reference as its payer was given it; "" where it is paid otherwise."""
    is_transfer = payment.channel.provider == Channel.Provider.TRANSFER
    return grouped(reference(payment.pk)) if is_transfer else ""


def grouped(text: str) -> str:
    """Fours, as people copy them."""
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def keys_in(text: str) -> list[int]:
    """Numbers of payments whose references stand in a text, with right check digits."""
    found = []
    for check, rest in _REFERENCE.findall(text):
        check, digits = re.sub(r"\D", "", check), re.sub(r"\D", "", rest)
        for n in range(min(len(digits), 18), 0, -1):  # other digits may follow
            if int(f"{digits[:n]}2715{check}") % 97 == 1:
                found.append(int(digits[:n]))
                break
    return found
