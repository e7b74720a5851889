"""Right on what people of a circle write to each other."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.roles import Right, Role

MODERATE = Right("threads.moderate", _("moderate conversations"), held_by=[Role.ORGANISER])

RIGHTS = (MODERATE,)
