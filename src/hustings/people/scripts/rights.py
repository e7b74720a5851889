"""Rights on scripts."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.roles import Right, Role

WRITE_SCRIPTS = Right(
    "scripts.write", _("write scripts of talks"), held_by=[Role.ORGANISER, Role.COORDINATOR]
)
