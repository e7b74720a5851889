"""The right to cut turfs."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.roles import Right, Role

CUT_TURFS = Right("turfs.cut", _("cut turfs"), held_by=[Role.ORGANISER, Role.COORDINATOR])
