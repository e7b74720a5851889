"""Looks at somebody, as they are told: by role and territory, never by name.

The team is protected, too: Court of Justice of the EU, C-579/21, 22 June 2023. The campaign knows the name of
a day's look.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import Grant
from hustings.people.persons.models import Person
from hustings.people.persons.rights import VIEW_PEOPLE
from hustings.people.privacy import access_history

MOST = 200


class Line(NamedTuple):
    at: datetime
    who: str
    how: str
    n: int


def of(person: Person, limit: int = MOST) -> Iterator[Line]:
    """The looks at ``person``, newest first."""
    seen = access_history.of(person, limit)
    roles = _roles({look.user for look in seen if look.user})
    for look in seen:
        yield Line(look.at, roles.get(look.user or 0) or _("someone who has left the team"), look.how, look.n)


def _roles(users: Iterable[int]) -> dict[int, str]:
    found: dict[int, list[str]] = defaultdict(list)
    live = Grant.objects.live().filter(user__in=list(users)).select_related("zone").order_by("pk")
    for grant in live:
        if VIEW_PEOPLE in grant.rights:
            words = {"role": grant.get_role_display(), "zone": grant.zone}
            said = _("the team of %(zone)s (%(role)s)") if grant.zone else _("the campaign's team (%(role)s)")
            found[grant.user_id].append(said % words)
    return {user: " · ".join(dict.fromkeys(words)) for user, words in found.items()}
