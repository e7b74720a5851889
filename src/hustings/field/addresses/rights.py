"""The right to keep addresses."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.roles import Right, Role

CHANGE_ADDRESSES = Right(
    "addresses.change", _("see and change addresses"), held_by=[Role.ORGANISER, Role.COORDINATOR]
)
