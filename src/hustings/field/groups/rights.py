"""Rights on local groups."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.roles import Right, Role

CHANGE_GROUPS = Right(
    "groups.change", _("add and edit local groups"), held_by=[Role.ORGANISER, Role.COMMUNICATIONS]
)
CERTIFY_GROUPS = Right("groups.certify", _("set the rules of certification"), of_the_whole=True)

RIGHTS = (CHANGE_GROUPS, CERTIFY_GROUPS)
