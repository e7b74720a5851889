"""Representatives of the Rhône: one in each constituency, a senator."""

import pytest

from hustings.representatives.models import Representative
from hustings.representatives.models.directory import name_key
from hustings.territories.models import Zone
from tests.candidates.conftest import seats, site

__all__ = ["seats", "site"]  # fixtures


def enter(office: str, zone: Zone, name: str, **more: str) -> Representative:
    """Somebody in office."""
    given, family = name.split(" ", 1)
    about = {"email": f"{given.lower()}@chamber.example", "phone": "+33140000000", **more}
    return Representative.objects.create(
        office=office, zone=zone, given_name=given, family_name=family, name_key=name_key(given, family),
        **about,
    )  # fmt: skip


@pytest.fixture
def chamber(seats: dict[str, Zone], rhone: Zone) -> dict[str, Representative]:
    """By constituency, and ``senator``."""
    made = {code: enter("mp", seats[code], f"Mp{code[-2:]} Roche") for code in ("69-01", "69-02", "69-06")}
    return {**made, "senator": enter("senator", rhone, "Ines Vial")}
