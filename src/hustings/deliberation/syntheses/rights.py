"""Rights on syntheses; answers are given by those who run the consultation."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.models import Consultation
from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right, Role

WRITE = Right(
    "syntheses.write", _("write syntheses and code contributions"),
    held_by=[Role.ORGANISER, Role.COMMUNICATIONS, Role.COORDINATOR],
)  # fmt: skip

RIGHTS = (WRITE,)


def consultations_of(user: Any) -> QuerySet[Consultation]:
    """Those that ``user`` may read in HQ, to synthesise them."""
    return access.within(Consultation.objects.all(), user, WRITE)
