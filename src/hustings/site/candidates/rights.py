"""Rights on candidacies."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import EDIT_CANDIDATES
from hustings.foundation.accounts.roles import Right, Role

CHANGE_CANDIDATES = Right(
    "candidates.change", _("add and withdraw candidates"), held_by=[Role.COMMUNICATIONS], of_the_whole=True
)

HELP_CANDIDATE = Right("candidates.help", _("help one candidate"), held_by=[Role.HELPER])


def sees_candidates(user: Any) -> bool:
    """Whoever writes candidates' pages somewhere, or helps one."""
    return access.may(user, EDIT_CANDIDATES) or access.may(user, HELP_CANDIDATE)


RIGHTS = (CHANGE_CANDIDATES, HELP_CANDIDATE)
