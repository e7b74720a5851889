"""Rights on the exchange."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right, Role
from hustings.people.persons.rights import VIEW_PEOPLE

ORGANISE = Right("exchange.organise", _("run the exchange"), held_by=[Role.ORGANISER, Role.COORDINATOR])

RIGHTS = (ORGANISE,)


def sees_members(user: Any) -> bool:
    """Whoever organises and sees people."""
    return access.may(user, ORGANISE) and access.may(user, VIEW_PEOPLE)


def runs_everywhere(user: Any) -> bool:
    """Whoever runs the whole exchange: limits, cohorts, datings and partners are of all of it."""
    return access.everywhere(user, ORGANISE) and access.everywhere(user, VIEW_PEOPLE)
