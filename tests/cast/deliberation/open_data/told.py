"""Open data as somebody takes it along."""

from typing import Any

from hustings.deliberation.consultations.models import Consultation
from hustings.deliberation.open_data.tables import tables


def told(name: str, consultation: Consultation) -> list[dict[str, Any]]:
    """The rows of a table by column."""
    table = tables.find(name)
    assert table
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows(consultation)]
