"""Rights on canvassing."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.roles import Right, Role

ORGANISE_CANVASSING = Right(
    "canvassing.organise", _("organise canvassing"), held_by=[Role.ORGANISER, Role.COORDINATOR]
)
