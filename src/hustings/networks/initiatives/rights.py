"""Rights on calls for projects."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.roles import Right, Role

RUN_CALLS = Right("initiatives.run", _("run calls for projects"), held_by=[Role.ORGANISER])
DECIDE_CALLS = Right(
    "initiatives.decide", _("decide on applications to calls"),
    held_by=[Role.ORGANISER, Role.TREASURER, Role.COMMUNICATIONS],
)  # fmt: skip
