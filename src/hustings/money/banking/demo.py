"""The bank of the demonstration: payouts, a deposit slip, a statement whose lines are matched but for some.

All of it is about the donations of the demonstration, which went by these channels.
"""

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, pgettext

from hustings.foundation.lib.demo import Say
from hustings.money.banking import actions
from hustings.money.banking.models import Statement
from hustings.money.payments import course, payouts
from hustings.money.payments.models import Channel, Dispute, Payment, State
from hustings.money.payments.providers import transfer
from hustings.money.payments.providers.port import PAYOUT, Fact

_FEE = (14, 25)  # per thousand, and cents each
_Line = tuple[date, str, int]


@transaction.atomic
def fill(say: Say) -> None:
    """Pay out, deposit and import once."""
    channels = {row.provider: row for row in Channel.objects.select_related("books")}
    if Statement.objects.exists() or Channel.Provider.STRIPE not in channels:
        return
    say(gettext("Bank statements"))
    cards = channels[Channel.Provider.STRIPE]
    lines = [*_payouts(cards), *_transfers(channels), *_slip(channels), *_others()]
    actions.bring(books=cards.books, name="releve.csv", content=_file(lines))
    _dispute(cards)


def _monday(row: Payment) -> date:
    assert row.settled_on
    return row.settled_on - timedelta(row.settled_on.weekday())


def _payouts(channel: Channel) -> list[_Line]:
    """One for the cards of each week that is over."""
    rows = channel.payments.filter(state=State.SETTLED).order_by("settled_on", "pk")
    today, lines = timezone.localdate(), []
    for monday, paid in groupby(rows, key=_monday):
        on = monday + timedelta(days=9)
        if on > today:
            break
        found = list(paid)
        fees = {row.provider_id: row.amount * _FEE[0] // 1000 + _FEE[1] for row in found}
        gross = sum(row.amount for row in found)
        fact = Fact(
            PAYOUT, key=f"po_demo{monday:%Y%m%d}", amount=gross - sum(fees.values()), gross=gross,
            fee=sum(fees.values()), on=on.isoformat(), items=[[name, fee] for name, fee in fees.items()],
        )  # fmt: skip
        payouts.take(channel, fact)
        lines.append((on, "VIR STRIPE PAYMENTS EUROPE", fact.amount))
    return lines


def _transfers(channels: dict[str, Channel]) -> list[_Line]:
    """Those that are awaited: one comes with its reference, one without."""
    found = Payment.objects.on_the_way().filter(channel=channels.get(Channel.Provider.TRANSFER))
    today, rows = timezone.localdate(), list(found.order_by("pk")[:2])
    texts = [
        f"VIR {transfer.reference(row.pk)}" if n == 0 else f"VIR SEPA {row.name}"
        for n, row in enumerate(rows)
    ]
    return [(today - timedelta(days=1), text, row.amount) for text, row in zip(texts, rows, strict=True)]


def _slip(channels: dict[str, Channel]) -> list[_Line]:
    """The older half of the cheques; the others still lie in the drawer."""
    channel, today = channels.get(Channel.Provider.CHEQUE), timezone.localdate()
    if channel is None:
        return []
    keys = list(actions.to_deposit(channel).order_by("settled_on", "pk").values_list("pk", flat=True))
    if not keys:
        return []
    on = today - timedelta(days=3)
    slip = actions.deposit(channel=channel, keys=keys[: (len(keys) + 1) // 2], on=on)
    return [(on + timedelta(days=1), f"REMISE CHEQUES {slip.number}", slip.amount)]


def _others() -> list[_Line]:
    """Movements that are no payment."""
    today = timezone.localdate()
    return [
        (today - timedelta(days=2), pgettext("demo", "ACCOUNT CHARGES"), -18_50),
        (today - timedelta(days=2), pgettext("demo", "TRANSFER CAMPAIGN DINNER"), 150_00),
    ]


def _file(lines: list[_Line]) -> bytes:
    """Them as a bank's website writes them."""
    rows = [
        f"{on:%d/%m/%Y};{text};{amount / 100:.2f}".replace(".", ",") for on, text, amount in sorted(lines)
    ]
    return "\n".join(["Date;Libellé;Montant", *rows]).encode()


def _dispute(channel: Channel) -> None:
    """A donor who does not remember."""
    rows = channel.payments.filter(state=State.SETTLED, amount__lte=50_00).order_by("-settled_on", "-pk")
    if row := rows.first():
        about: dict[str, Any] = {"provider_id": "dp_demo1", "amount": row.amount}
        until = timezone.now() + timedelta(days=6)
        said = Dispute(state=Dispute.State.OPEN, answer_by=until, **about)
        course.dispute(course.locked([row.pk])[row.pk], said, timezone.localdate())
