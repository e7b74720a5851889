"""Payments of books of the whole campaign: see ``tests/walks.py``."""

from typing import Any

from django.utils import timezone

from hustings.money.payments import actions
from hustings.money.payments.models import StatementLine
from tests.cast.money.ledger.fixtures import books
from tests.cast.money.payments.fixtures import begin, channel


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """Views -> the arguments of their addresses."""
    one = books()
    bank, debit, cheque = channel(one), channel(one, "sepa"), channel(one, "cheque")
    debit.settings |= {"creditor_id": "FR72ZZZ123456"}
    debit.save()
    today = timezone.localdate()
    payment = begin(bank).payment
    begin(debit, 2, iban="FR7630006000011234567890189", holder="Charlie")
    kept = actions.record(
        books=one, means="cheque", purpose="tests:3", amount=10_00, label="Cheque", on=today
    )  # fmt: skip
    assert kept
    slip = actions.deposit(channel=cheque, keys=[kept.pk], on=today)
    batch = actions.collect(channel=debit, on=today)
    actions.bring(books=one, name="a.csv", content=f"date;libelle;montant\n{today};X;1,00".encode())
    found: dict[str, list[Any]] = {f"payments:{name}": [payment.pk] for name in ("payment", "refund")}
    of_channel = ["", "_edit", "_trial", "_switch", "_reconciliation"]
    found |= {f"payments:channel{name}": [bank.pk] for name in of_channel}
    found |= {
        "payments:to_deposit": [cheque.pk],
        "payments:collect": [debit.pk],
        "payments:batch": [batch.pk],
    }
    found |= {f"payments:{name}": [slip.pk] for name in ("slip", "deposited")}
    line = StatementLine.objects.latest("pk")
    return found | {f"payments:{name}": [line.pk] for name in ("line", "match")}
