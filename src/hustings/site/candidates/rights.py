"""Rights on candidacies."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.roles import Right, Role

CHANGE_CANDIDATES = Right(
    "candidates.change", _("add and withdraw candidates"), held_by=[Role.COMMUNICATIONS], of_the_whole=True
)

RIGHTS = (CHANGE_CANDIDATES,)
