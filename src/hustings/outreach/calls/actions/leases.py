"""Hand the next contact to a caller."""

import logging
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from hustings.foundation.accounts.models import User
from hustings.outreach.calls import barred, claims, clock, grounds
from hustings.outreach.calls.models import Call, Callee, CallList

log = logging.getLogger(__name__)
_PASSED = 50  # people in a row who may not be called any more; the next click goes on


def next_contact(*, call_list: CallList, user: User, now: datetime | None = None) -> Callee | None:
    """Lease the next one who may be called now, or the one whom ``user`` holds already.

    Whoever said no, or lost the number, since the list was filled is passed over for good.
    """
    now = now or clock.now()
    claims.lapse(now)
    held = claims.held_by(user)
    if (
        held and held.claim and claims.beat(held.claim, user, now)
    ):  # a page that is opened anew has all its time
        return held
    hours = grounds.hours(call_list, now)
    for _passed in range(_PASSED):
        found = claims.take(call_list, user, sorted(hours.open), now)
        if found is None:
            return None
        if _fits(found, hours, now):
            log.info("contact leased list=%s callee=%s user=%s", call_list.pk, found.pk, user.pk)
            return found
    return None


def _fits(found: Callee, hours: grounds.Hours, now: datetime) -> bool:
    """Whether they may be called: by their own word, by lists, by the law of where they live today."""
    number, end = barred.number_of(found.person)
    if end:
        return _pass_over(found, now, done_at=now, end=end)
    answer = hours.at(found.person.zone_id, now)
    if answer is not None and not answer.may:  # they have moved, or an hour has struck
        return _pass_over(found, now, due_at=answer.next_at or now + grounds.NOWHERE_NEAR)
    return number == found.number or _renumbered(found, number, now)


@transaction.atomic
def _pass_over(found: Callee, now: datetime, **more: Any) -> bool:
    claims.free(found, **more)
    claims.close(found.claim, Call.End.FORBIDDEN, now)
    return False


def _renumbered(found: Callee, number: str, now: datetime) -> bool:
    """Take the number that they have now, unless somebody is just ringing it."""
    try:
        with transaction.atomic():
            Callee.objects.filter(pk=found.pk, claim=found.claim).update(number=number)
    except IntegrityError:
        return _pass_over(found, now, due_at=now + claims.rest_of(found.call_list))
    found.number = number
    return True
