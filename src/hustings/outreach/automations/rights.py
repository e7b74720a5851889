"""Rights on sequences."""

from typing import Any

from django.db.models import Q, QuerySet

from hustings.foundation.accounts import access
from hustings.outreach.automations.models import Sequence
from hustings.outreach.mailings.sending_rights import CHANGE_MAILINGS, SEND_MAILINGS


def may_change_sequence(user: Any, sequence: Sequence) -> bool:
    """One's own draft, others' only without a limit of territory; once it runs, by who may send, too."""
    if not access.may(user, CHANGE_MAILINGS):
        return False
    if not sequence.is_draft and not access.may(user, SEND_MAILINGS):
        return False
    return _is_own(user, sequence) or access.everywhere(user, CHANGE_MAILINGS)


def may_steer_sequence(user: Any, sequence: Sequence) -> bool:
    """Start, pause, go on, end: one's own; others' only without a limit of territory."""
    if not access.may(user, SEND_MAILINGS):
        return False
    return _is_own(user, sequence) or access.everywhere(user, SEND_MAILINGS)


def sequences_of(user: Any) -> QuerySet[Sequence]:
    """Those that ``user`` steers."""
    if not access.may(user, SEND_MAILINGS):
        return Sequence.objects.none()
    if access.everywhere(user, SEND_MAILINGS):
        return Sequence.objects.all()
    mine = Q(state=Sequence.State.DRAFT, user=user) | (~Q(state=Sequence.State.DRAFT) & Q(started_by=user))
    return Sequence.objects.filter(mine)


def _is_own(user: Any, sequence: Sequence) -> bool:
    return bool(user.pk == (sequence.user_id if sequence.is_draft else sequence.started_by_id))
