"""Walk sheets: see ``tests/walks.py``."""

from typing import Any

from hustings.field.walk_sheets import actions
from hustings.foundation.territories.models import Kind
from tests import conftest
from tests.cast.field import walk_sheets


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """Views -> the arguments of their addresses."""
    conftest.zone(Kind.COMMUNE, "01005", "Ambérieux-en-Dombes")
    made = walk_sheets.sheet("01005")
    version = actions.print_sheet(sheet=made, user=None)
    return {
        "walk_sheets:sheet": [made.pk],
        "walk_sheets:sheet_print": [made.pk],
        "walk_sheets:paper": [made.pk, version.number],
    }
