"""Rights on consultations."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.roles import Right, Role

RUN = Right("consultations.run", _("run consultations"), held_by=[Role.ORGANISER, Role.COMMUNICATIONS])
MODERATE = Right(
    "consultations.moderate",
    _("moderate consultations"),
    held_by=[Role.ORGANISER, Role.COMMUNICATIONS, Role.MODERATOR],
)

RIGHTS = (RUN, MODERATE)
