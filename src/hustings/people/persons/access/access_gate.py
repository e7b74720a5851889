"""Access gate: the first call of every page that shows contact data."""

from collections.abc import Collection
from typing import Any

from hustings.foundation.accounts import access
from hustings.people.persons.access import access_log, masking
from hustings.people.persons.models import Look
from hustings.people.persons.rights import VIEW_PEOPLE


def contact_data(user: Any, people: Collection[int], how: Look.How) -> dict[str, Any]:
    """For a page that shows ``people``: whether contact data is hidden. The look is written down."""
    hides = masking.hides(user)
    if how == Look.How.RECORD or not hides:
        access_log.saw(user, people, how)
    everywhere = access.everywhere(user, VIEW_PEOPLE)
    return {"hides": hides, "unlocked": None if hides or everywhere else masking.unlocked(user)}
