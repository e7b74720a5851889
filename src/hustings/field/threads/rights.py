"""Rights on messages among the people of a circle, and to all of them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.field.threads import circles
from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right, Role
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS

MODERATE = Right("threads.moderate", _("moderate conversations"), held_by=[Role.ORGANISER])

RIGHTS = (MODERATE,)


def approvers() -> dict[Right, list[str]]:
    """The kinds of circles whose messages to members each right decides on, besides that to send mailings."""
    found: dict[Right, list[str]] = {}
    for kind in circles.kinds.all():
        if kind.approver:
            found.setdefault(kind.approver, []).append(kind.name)
    return found


def approves(user: Any) -> bool:
    """Whether ``user`` decides on messages to members somewhere."""
    return any(access.may(user, right) for right in (SEND_MAILINGS, *approvers()))
