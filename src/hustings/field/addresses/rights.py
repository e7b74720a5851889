"""The right to keep addresses."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right, Role

CHANGE_ADDRESSES = Right(
    "addresses.change", _("see and change addresses"), held_by=[Role.ORGANISER, Role.COORDINATOR]
)


def imports_addresses(user: Any) -> bool:
    """Whoever changes addresses everywhere: a file may name any municipality."""
    return access.everywhere(user, CHANGE_ADDRESSES)
