"""Rights on dates."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.roles import Right, Role

CHANGE_EVENTS = Right(
    "events.change", _("add and edit events"), held_by=[Role.ORGANISER, Role.COMMUNICATIONS]
)

RIGHTS = (CHANGE_EVENTS,)
