"""Files of direct debits (pain.008) for the bank."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from sepaxml import SepaDD

from hustings.money.payments import vault
from hustings.money.payments.models import Batch, Mandate, Payment
from hustings.money.payments.providers.transfer import iban

SCHEMA = "pain.008.001.08"


def file(batch: Batch, payments: Iterable[Payment]) -> bytes:
    """The batch as the bank reads it, checked by the schema; the same batch makes the same debits."""
    channel = batch.channel
    bic = str(channel.settings.get("bic") or "")
    made = SepaDD(
        {
            "name": channel.books.agent[:70], "IBAN": iban(channel), "batch": True,
            "creditor_id": str(channel.settings.get("creditor_id", "")), "currency": channel.books.currency,
            **({"BIC": bic} if bic else {}),
        },
        schema=SCHEMA, clean=True,
    )  # fmt: skip
    made.msg_id = batch.message_id
    made._xml.find("CstmrDrctDbtInitn/GrpHdr/MsgId").text = batch.message_id  # else new with each export
    for row in payments:
        if row.mandate:
            made.add_payment(_debit(row, row.mandate, batch.on))
    return bytes(made.export(validate=True))


def _debit(row: Payment, mandate: Mandate, on: date) -> dict[str, Any]:
    debit = {
        "name": mandate.holder or "-", "IBAN": vault.opened(mandate.iban), "amount": row.amount,
        "type": "RCUR" if mandate.last_used_on and mandate.last_used_on < on else "FRST",
        "collection_date": on, "mandate_id": mandate.reference, "endtoend_id": row.number,
        "mandate_date": timezone.localdate(mandate.signed_at), "description": row.label,
    }  # fmt: skip
    return debit | ({"BIC": mandate.bic} if mandate.bic else {})
