"""Rights on syntheses; answers are given by those who run the consultation."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.models import Consultation
from hustings.deliberation.consultations.rights import RUN
from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right, Role

WRITE = Right(
    "syntheses.write", _("write syntheses and code contributions"),
    held_by=[Role.ORGANISER, Role.COMMUNICATIONS, Role.COORDINATOR],
)  # fmt: skip

RIGHTS = (WRITE,)


def writes(user: Any, consultation: Consultation) -> bool:
    """Whether ``user`` may write of this one: of the whole campaign's only with the right everywhere."""
    return access.covers(access.grants(user, WRITE), consultation.zone)


def runs(user: Any, consultation: Consultation) -> bool:
    """Whether ``user`` runs this one."""
    return access.covers(access.grants(user, RUN), consultation.zone)


def consultations_of(user: Any) -> QuerySet[Consultation]:
    """Those that ``user`` may read in HQ, to synthesise them."""
    return access.within(Consultation.objects.all(), user, WRITE)
