"""Open contact data for a while, and close it again."""

import logging
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.people.persons.models import Unlock
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
LONGEST = timedelta(hours=8)
SHORTEST_REASON = 5  # letters


class NoReason(Refused):
    """Nobody said what for."""


def unlock(*, user: Any, reason: str, lasts: timedelta) -> Unlock:
    """Have ``user`` see contact data from now on, at most LONGEST. What was open before ends."""
    reason = " ".join(reason.split())[:300]
    if len(reason) < SHORTEST_REASON:
        raise NoReason(_("Enter what you need the contact data for."))
    lock(user=user)
    now = timezone.now()
    opened = Unlock.objects.create(user=user, reason=reason, began_at=now, ends_at=now + min(lasts, LONGEST))
    log.info("unlock %s: user %s sees contact data until %s", opened.pk, user.pk, opened.ends_at)
    return opened


def lock(*, user: Any) -> int:
    """Hide contact data from ``user`` again; returns how many unlockings that ended."""
    return Unlock.objects.live(user).update(ends_at=timezone.now())
