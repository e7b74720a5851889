"""Rights on decoys."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.roles import Right, Role

KEEP_DECOYS = Right(
    "decoys.keep", _("manage decoys and get their alerts"), held_by=[Role.SECURITY], of_the_whole=True
)

RIGHTS = (KEEP_DECOYS,)
