"""Rights on people."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.foundation.accounts.roles import Right, Role

VIEW_PEOPLE = Right(
    "people.view", _("see people"), held_by=[Role.ORGANISER, Role.TREASURER, Role.COORDINATOR, Role.AUDITOR]
)
CHANGE_PEOPLE = Right("people.change", _("change people"), held_by=[Role.ORGANISER, Role.COORDINATOR])
IMPORT_PEOPLE = Right("imports.import", _("import people"))
EXPORT_PEOPLE = Right("privacy.export", _("export people"))

RIGHTS = (
    VIEW_PEOPLE,
    CHANGE_PEOPLE,
    IMPORT_PEOPLE,
    EXPORT_PEOPLE,
)


def sees_sums(user: Any) -> bool:
    """Figures in sums, of nobody in particular, are for those who write the site and those who see people."""
    return access.may(user, EDIT_SITE) or access.may(user, VIEW_PEOPLE)
