"""Rights on dates."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right, Role
from hustings.site.candidates.rights import HELP_CANDIDATE

CHANGE_EVENTS = Right(
    "events.change", _("add and edit events"), held_by=[Role.ORGANISER, Role.COMMUNICATIONS]
)


def enters_events(user: Any) -> bool:
    """Whoever enters events somewhere, or those of the candidate whom they help."""
    return access.may(user, CHANGE_EVENTS) or access.may(user, HELP_CANDIDATE)


def right_of(user: Any) -> Right:
    """The right by which ``user`` enters events."""
    return CHANGE_EVENTS if access.may(user, CHANGE_EVENTS) else HELP_CANDIDATE


RIGHTS = (CHANGE_EVENTS,)
