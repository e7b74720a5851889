"""Rights on local groups."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.roles import Right, Role

CHANGE_GROUPS = Right(
    "groups.change", _("add and edit local groups"), held_by=[Role.ORGANISER, Role.COMMUNICATIONS]
)

RIGHTS = (CHANGE_GROUPS,)
