"""Rights on calls."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right, Role
from hustings.people.persons.rights import VIEW_PEOPLE

ORGANISE_CALLS = Right(
    "calls.organise", _("organise phone calls"), held_by=[Role.ORGANISER, Role.COORDINATOR]
)
CALL = Right("calls.call", _("call people"), held_by=[Role.ORGANISER, Role.COORDINATOR, Role.CALLER])

RIGHTS = (ORGANISE_CALLS, CALL)


def organises(user: Any) -> bool:
    """Whoever organises calls and sees the people who are called."""
    return access.may(user, ORGANISE_CALLS) and access.may(user, VIEW_PEOPLE)
