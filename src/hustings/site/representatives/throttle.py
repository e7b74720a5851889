"""Letters that may leave now: so many an hour to a representative, spread, outside of pauses and silence.

The representative's row is locked meanwhile, so the number is exact whoever asks.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hustings.foundation.elections import law
from hustings.foundation.legal import ANYWHERE, Channel, Content
from hustings.site.representatives.models import ContactAttempt, Representative

log = logging.getLogger(__name__)
HOUR = timedelta(hours=1)
BATCH = 200  # representatives looked at in a run
_NOWHERE_NEAR = timedelta(days=1)  # no free moment is known: ask again tomorrow


def due(now: datetime) -> list[int]:
    rows = _waiting(now).order_by("due_at").values_list("representative", flat=True)[: BATCH * 20]
    return list(dict.fromkeys(rows))[:BATCH]


def _waiting(now: datetime) -> QuerySet[ContactAttempt]:
    return ContactAttempt.objects.filter(appeal__paused_at=None, due_at__lte=now, claimed_at=None)


@transaction.atomic
def claim(representative: int, enqueue: Callable[[int], object], now: datetime | None = None) -> int:
    """Claim what may leave to one representative, queue it, and say how many letters that were."""
    now = now or timezone.now()
    one = Representative.objects.select_for_update(of=("self",)).get(pk=representative)
    rows = _waiting(now).filter(representative=one).select_related("appeal")
    waiting = list(rows.order_by("due_at", "pk")[:50])
    if not waiting:
        return 0
    if not one.can_be_mailed:
        ContactAttempt.objects.filter(pk__in=[each.pk for each in waiting]).update(due_at=now + _NOWHERE_NEAR)
        log.info("letters wait for an address that takes them representative=%s", one.pk)
        return 0
    if until := held_until(one, now):
        ContactAttempt.objects.filter(pk__in=[each.pk for each in waiting]).update(due_at=until)
        log.info("letters wait for silence or hours representative=%s until=%s", one.pk, until)
        return 0
    lately = ContactAttempt.objects.filter(representative=one, claimed_at__gt=now - HOUR).order_by(
        "-claimed_at"
    )
    times = [at for at in lately.values_list("claimed_at", flat=True)[:1_000] if at]
    n = 0
    for each in waiting:
        if not _may(each.appeal.per_hour, times, n, now):
            break
        ContactAttempt.objects.filter(pk=each.pk).update(claimed_at=now)
        enqueue(each.pk)
        n += 1
    return n


def _may(per_hour: int, before: list[datetime], n: int, now: datetime) -> bool:
    """One more within the hour, and one pace after the last: of many an hour several at once."""
    at_once = max(1, per_hour // 60)
    is_paced = not before or now - before[0] >= HOUR / per_hour
    return len(before) + n < per_hour and n < at_once and is_paced


def held_until(one: Representative, now: datetime) -> datetime | None:
    """Until when the law, or the campaign's own hours, hold letters back there; None: they may leave."""
    book = law.book()
    if book is None:
        return None
    codes = book.codes([one.zone_id])[one.zone_id] or (ANYWHERE,)
    answer = book.ask(codes, now, Channel.EMAIL, frozenset({Content.CAMPAIGN}))
    return None if answer.may else answer.next_at or now + _NOWHERE_NEAR
