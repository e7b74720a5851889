"""A file of donations to a fund of the whole campaign: see ``tests/walks.py``."""

from typing import Any

from hustings.foundation.file_imports import actions
from hustings.money.donation_data.file_target import TARGET
from tests.cast.money.donations import fixtures


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """Views -> the arguments of their addresses."""
    fund = fixtures.party()
    text = "date;montant;prénom;nom\n2026-01-01;5;Jo;Brun\n"
    brought = actions.bring(
        target=TARGET, options={"fund": fund, "means": "card"}, file_name="g.csv", content=text.encode(),
        user=None,
    )  # fmt: skip
    names = ("", "_progress", "_lines", "_refused", "_run", "_check", "_undoing", "_removal")
    return {f"donation_data:import{name}": [brought.pk] for name in names}
