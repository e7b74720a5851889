"""Access gate: the first call of every page that shows contact data."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from hustings.foundation.accounts import access
from hustings.people.persons.access import access_log, masking
from hustings.people.persons.models import Look, Person
from hustings.people.persons.rights import VIEW_PEOPLE


def contact_data(user: Any, people: Collection[int], how: Look.How) -> dict[str, Any]:
    """For a page that shows ``people``: whether contact data is hidden. The look is written down."""
    hides = masking.hides(user)
    if how == Look.How.RECORD or not hides:
        access_log.saw(user, people, how)
    everywhere = access.everywhere(user, VIEW_PEOPLE)
    return {"hides": hides, "unlocked": None if hides or everywhere else masking.unlocked(user)}


def n_unseen(user: Any, rows: QuerySet[Any], path: str = "person") -> int:
    """How many rows are of people out of the user's sight; nothing is counted where everybody is in it."""
    if access.everywhere(user, VIEW_PEOPLE):
        return 0
    return rows.exclude(**{f"{path}__in": Person.objects.visible_to(user)}).count()
