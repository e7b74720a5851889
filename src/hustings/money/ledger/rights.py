"""Rights on the campaign's money."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.roles import Right, Role

RUN_MONEY = Right("money.run", _("keep the books"), held_by=[Role.TREASURER])
SEE_MONEY = Right("money.see", _("see the books"), held_by=[Role.TREASURER, Role.AUDITOR])

RIGHTS = (RUN_MONEY, SEE_MONEY)
