"""Facts of a receipt: all that it says, as it was when it was made out."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.legal import receipts
from hustings.foundation.legal.rules import Numbers
from hustings.money.donations.models import Donation
from hustings.money.receipts.models import Series


def of(series: Series, rows: Sequence[Donation], due: receipts.Due, language: str) -> dict[str, Any]:
    """Values that JSON has; days as ISO writes them."""
    donor, books = rows[-1].donor, series.books
    return {
        "donor": {
            "name": str(donor), "street": donor.street, "postcode": donor.postcode, "city": donor.city,
            "country": donor.country, "nationality": donor.nationality,
        },
        "by": {
            "kind": books.kind, "name": books.name, "agent": books.agent, "address": books.agent_address,
            "registration": books.registration, "signer": series.signer or books.agent,
        },
        "lines": [
            {"gift": row.number, "on": row.given_on.isoformat(), "kind": row.kind, "means": row.means,
             "amount": row.left}
            for row in rows
        ],
        "numbering": series.numbering,
        "is_receipt": is_receipt(series, due),
        "reduces_tax": due.reduces_tax,
        "rule": due.rule.key if due.rule else "",
        "words": due.value.words.say(language) if due.value.words else "",
        "on": timezone.localdate().isoformat(),
    }  # fmt: skip


def is_receipt(series: Series, due: receipts.Due) -> bool:
    """Whether it is the receipt that the law wants; where numbers are an authority’s, ours only confirm."""
    return due.value.numbers != Numbers.AUTHORITY or series.numbering == Series.Numbering.AUTHORITY


def language(row: Donation) -> str:
    """That in which the donor is written to."""
    return str(row.person.language if row.person else "") or Campaign.current().language
