"""Right on buying groups."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.roles import Right, Role

RUN_HIVES = Right(
    "hives.run", _("run buying groups"), held_by=[Role.ORGANISER, Role.COORDINATOR, Role.TREASURER]
)
