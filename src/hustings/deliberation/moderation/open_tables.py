"""Rulings in the open data."""

from collections.abc import Iterator
from typing import Any

from hustings.deliberation.consultations.models import Consultation
from hustings.deliberation.moderation.models import Ruling
from hustings.deliberation.open_data.tables import Table, walked


def _rulings(consultation: Consultation) -> Iterator[list[Any]]:
    for each in walked(Ruling.objects.filter(consultation=consultation)):
        yield [
            each.pk, each.item_id, each.verdict, each.reason, each.words, each.made_at.isoformat(),
            each.appealed_at and each.appealed_at.isoformat(), each.answers_id,
        ]  # fmt: skip


RULINGS = Table(
    "moderation",
    ("id", "contribution", "verdict", "reason", "words", "made_at", "appealed_at", "settles_appeal"),
    _rulings,
)
