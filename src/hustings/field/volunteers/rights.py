"""Rights on volunteers and tasks."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right, Role
from hustings.people.persons.rights import VIEW_PEOPLE

ORGANISE = Right(
    "volunteers.organise", _("organise volunteers and tasks"), held_by=[Role.ORGANISER, Role.COORDINATOR]
)

RIGHTS = (ORGANISE,)


def sees_volunteers(user: Any) -> bool:
    """Whoever organises and sees people."""
    return access.may(user, ORGANISE) and access.may(user, VIEW_PEOPLE)


def organises_everywhere(user: Any) -> bool:
    """Whoever organises the whole campaign: skills, charters and limits are of all of it."""
    return access.everywhere(user, ORGANISE)
