"""Entries of the books for a sale. They name it and its slips by numbers, never people."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.money.ledger import actions as ledger
from hustings.money.ledger.models import Account, Books
from hustings.money.ledger.postings import netted
from hustings.money.payments.models import Payment
from hustings.money.payments.postings import PLACES
from hustings.networks.hives.models import Adjustment, Basket, Delivery, Hive, Sale

Role = Account.Role
_JOURNAL = "OD"
_NUMBERS = {"owed": ("411H", Account.Kind.ASSET), "owing": ("401H", Account.Kind.LIABILITY),
            "income": ("706H", Account.Kind.INCOME)}  # fmt: skip


def accounts(books: Books, name: str) -> dict[str, Account]:
    """Accounts of a new hive: what members owe, what producers get, its fees."""
    with override(Campaign.current().language):
        words = {
            "owed": _("%s: members"), "owing": _("%s: producers"), "income": _("%s: fees"),
        }  # fmt: skip
        n = books.accounts.filter(number__startswith="411H").count() + 1
        return {
            key: ledger.add_account(
                books=books, number=f"{number}{n}", name=(words[key] % name)[:120], kind=kind
            )
            for key, (number, kind) in _NUMBERS.items()
        }


def closed(sale: Sale, baskets: Iterable[Basket], deliveries: Iterable[Delivery]) -> None:
    """One entry a sale: members owe what producers get, and the fees."""
    owed, owing = sum(row.total for row in baskets), sum(row.due for row in deliveries)
    _post(sale.hive, _("Sale V%s closed") % sale.pk, f"V{sale.pk}", "closed", owed, owing, None)


def adjusted(row: Adjustment, sale: Sale, owed: int, owing: int, by: User | None) -> None:
    """A later entry: by as much the basket and what the producer gets have changed."""
    words = _("Sale V%s corrected") % sale.pk
    _post(sale.hive, words, f"V{sale.pk}", f"corrected:{row.pk}", owed, owing, by)


def _post(
    hive: Hive, words: str, reference: str, step: str, owed: int, owing: int, by: User | None
) -> None:  # fmt: skip
    lines = [(hive.owed, owed), (hive.owing, -owing), (hive.income, owing - owed)]
    moves = netted([line for line in lines if line[1]])
    if moves:
        ledger.post(
            books=hive.books, on=timezone.localdate(), journal=_JOURNAL, label=words, transfers=moves,
            reference=reference, source=f"hives:{reference}:{step}", by=by,
        )  # fmt: skip


def received(basket: Basket, payment: Payment, on: date, by: User | None) -> None:
    moved(basket, payment, "settled", payment.amount, on, by)


def moved(basket: Basket, payment: Payment, step: str, amount: int, on: date, by: User | None) -> None:
    """Money of a member that came or went, from or to where it lies. Each step has a name of its own."""
    hive = basket.sale.hive
    role = PLACES[payment.channel.provider]
    if step in _TO_PAYER and role == Role.CHEQUES:
        role = Role.BANK
    moves = netted([(hive.books.account(role), amount), (hive.owed, -amount)])
    reference = f"V{basket.sale_id}-{basket.number}"
    ledger.post(
        books=hive.books, on=on, journal="BQ", label=_label(step) % reference, transfers=moves,
        reference=reference, source=f"hives:{basket.pk}:{step}:{payment.pk}{_nth(payment, step)}", by=by,
    )  # fmt: skip


_TO_PAYER = {"refunded", "lost"}


def _nth(payment: Payment, step: str) -> str:
    """Told apart from the same step before: money can come, and be another’s, more than once."""
    if step in {"settled", "unsettled"}:
        return f":{payment.n_unsettled}" if payment.n_unsettled else ""
    return f":{payment.refunded}:{payment.refunds.exclude(failed_at=None).count()}"


def _label(step: str) -> str:
    with override(Campaign.current().language):
        return {
            "settled": _("Basket %s paid"),
            "unsettled": _("Basket %s: the bank’s line was another’s"),
            "refunded": _("Basket %s refunded"),
            "refund_failed": _("Basket %s: refund failed"),
            "lost": _("Basket %s taken back by the bank"),
        }[step]


def producer_paid(row: Delivery, on: date, by: User | None) -> None:
    """Money that left the bank for a producer."""
    hive = row.sale.hive
    reference = f"V{row.sale_id}"
    with override(Campaign.current().language):
        words = _("Sale %s: producer paid") % reference
    ledger.post(
        books=hive.books, on=on, journal="BQ", label=words,
        transfers=[(hive.owing, hive.books.account(Role.BANK), row.due)], reference=reference,
        source=f"hives:delivery:{row.pk}:paid", by=by,
    )  # fmt: skip
