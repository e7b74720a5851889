"""Rights on what the law of elections holds back."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.roles import Right

WAIVE_RULES = Right("rules.waive", _("make exceptions to sending hours and limits"), of_the_whole=True)

RIGHTS = (WAIVE_RULES,)
