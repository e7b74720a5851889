"""Answering an alarm."""

from django.db import transaction
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.security.decoys import register
from hustings.security.decoys.models import Alarm, Entry


@transaction.atomic
def acknowledge(*, alarm: Alarm, user: User, note: str = "") -> bool:
    """Somebody has seen to it; the next use of the decoy opens a new alarm. False: somebody had before."""
    waiting = Alarm.objects.unanswered().filter(pk=alarm.pk)
    if not waiting.update(acknowledged_at=timezone.now(), acknowledged_by=user, note=note):
        return False
    register.write(Entry.Deed.ACKNOWLEDGED, register.about(alarm), {"n": alarm.n, "note": note}, user)
    return True
