"""Rights on mailings."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.roles import Right, Role

CHANGE_MAILINGS = Right("mailings.change", _("write mailings"), held_by=[Role.ORGANISER, Role.COMMUNICATIONS])
SEND_MAILINGS = Right("mailings.send", _("send mailings"), held_by=[Role.COMMUNICATIONS])

RIGHTS = (
    CHANGE_MAILINGS,
    SEND_MAILINGS,
)
