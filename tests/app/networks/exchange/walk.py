"""Who runs the exchange, for the walk over all views."""

from typing import Any

from hustings.foundation.accounts.roles import Role
from hustings.networks.exchange.rights import ORGANISE
from tests.cast.networks.exchange.elsewhere import of_exchange

HOLDERS = {ORGANISE: {Role.DIRECTOR, Role.ORGANISER, Role.COORDINATOR}}

_NAMES = (
    "limits", "cohorts", "cohort", "cohort_deed", "datings", "dating", "dating_new", "dating_edit",
    "dating_deed", "partners", "partner", "partner_end",
)  # fmt: skip
WITHOUT_NEEDS = dict.fromkeys([f"exchange_hq:{name}" for name in _NAMES], frozenset(HOLDERS[ORGANISE]))


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """A member elsewhere, with what they ask."""
    return of_exchange(person)
