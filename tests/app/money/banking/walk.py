"""Lines, slips and files of books of the whole campaign: see ``tests/walks.py``."""

from typing import Any

from django.utils import timezone

from hustings.money.banking import actions, collection_days
from hustings.money.banking.models import StatementLine
from hustings.money.payments import actions as payments
from tests.cast.money.ledger.fixtures import books
from tests.cast.money.payments.fixtures import begin, channel


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """Views -> the arguments of their addresses."""
    one = books()
    debit, cheque = channel(one, "sepa"), channel(one, "cheque")
    debit.settings |= {"creditor_id": "FR72ZZZ123456"}
    debit.save()
    today = timezone.localdate()
    begin(debit, 2, iban="FR7630006000011234567890189", holder="Charlie")
    about: dict[str, Any] = {"purpose": "tests:3", "amount": 10_00, "label": "Cheque", "on": today}
    kept = payments.record(books=one, means="cheque", **about)
    assert kept
    slip = actions.deposit(channel=cheque, keys=[kept.pk], on=today)
    batch = actions.collect(channel=debit, on=collection_days.bounds(today)[0])
    actions.bring(books=one, name="a.csv", content=f"date;libelle;montant\n{today};X;1,00".encode())
    line = StatementLine.objects.latest("pk")
    of = {
        "to_deposit": cheque,
        "collect": debit,
        "batch": batch,
        "void_file": batch,
        "slip": slip,
        "deposited": slip,
        "void": slip,
    }
    return {f"banking:{name}": [row.pk] for name, row in (of | {"line": line, "match": line}).items()}
