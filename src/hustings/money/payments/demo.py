"""Channels of the demonstration, in the books of the candidate: cards, transfers, cheques. None has a key."""

from django.db import transaction
from django.utils.translation import gettext, pgettext

from hustings.foundation.lib.demo import Say
from hustings.money.ledger.models import Books
from hustings.money.payments import actions
from hustings.money.payments.models import Channel

IBAN = "FR7630006000011234567890189"  # an example of the banks' own


@transaction.atomic
def fill(say: Say) -> None:
    """Open them once."""
    books = Books.objects.filter(plan="fr_candidate").order_by("pk").first()
    if books is None or Channel.objects.exists():
        return
    say(gettext("Payment channels"))
    kinds = Channel.Provider
    names = {
        kinds.STRIPE: pgettext("demo", "Cards"),
        kinds.TRANSFER: pgettext("demo", "Bank transfer"),
        kinds.CHEQUE: pgettext("demo", "Cheques"),
    }
    for position, (kind, name) in enumerate(names.items(), start=1):
        row = actions.open_channel(books=books, provider=kind)
        values = {
            "name": name, "position": position, "test_mode": kind == kinds.STRIPE,
            "settings": {"iban": IBAN} if kind == kinds.TRANSFER else {},
        }  # fmt: skip
        actions.change_channel(channel=row, values=values, keys={})
        if kind != kinds.STRIPE:  # the demonstration calls nobody
            actions.turn(channel=row, is_on=True)
