"""Choose a version, once, and let the others have it. Safe to run twice, side by side, and after a kill."""

import logging
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.outreach.abtests import results
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.abtests.results import Reading
from hustings.outreach.delivery.models import Delivery

log = logging.getLogger(__name__)

SOONEST = timedelta(minutes=30)  # who reads within minutes is not everybody
CHUNK = 10_000  # letters a transaction
State, How = Delivery.State, ABTest.How


def look(trial: ABTest) -> None:
    """See how it stands, and decide what is to be decided by itself."""
    found = results.of(trial)
    if trial.decided_at or found is None or not _has_begun(trial, found):
        return
    if not found.n_dealt:
        decide(trial, "", How.TIME, found=found)  # there were no readers
        return
    now = timezone.now()
    assert trial.begun_at and trial.ends_at
    is_up = now >= trial.ends_at
    is_settled = found.verdict.has_won and now >= trial.begun_at + SOONEST
    if trial.chooser == ABTest.Chooser.ITSELF and is_settled:
        decide(trial, found.verdict.leader, How.RULE, found=found)
    elif is_up and not results.n_waiting(trial):
        decide(trial, found.verdict.leader if found.verdict.has_won else "", How.TIME, found=found)
    elif is_up and trial.chooser == ABTest.Chooser.ITSELF and trial.otherwise == ABTest.Otherwise.BEST:
        decide(trial, found.verdict.leader, How.TIME, found=found)
    elif is_up:
        ABTest.objects.filter(pk=trial.pk, asked_at=None, decided_at=None).update(asked_at=now)


def _has_begun(trial: ABTest, found: Reading) -> bool:
    """Start the clock when nearly all letters have left; keep their number when all have."""
    if trial.begun_at is None and found.is_out:
        trial.begun_at = timezone.now()
        ABTest.objects.filter(pk=trial.pk, begun_at=None).update(begun_at=trial.begun_at)
    if trial.begun_at and not trial.counts and not found.n_open:
        trial.counts = results.count(trial)
        ABTest.objects.filter(pk=trial.pk, decided_at=None).update(counts=trial.counts)
    return trial.begun_at is not None


@transaction.atomic
def decide(trial: ABTest, winner: str, how: ABTest.How, *, found: Reading | None, user: Any = None) -> bool:
    """Choose ``winner`` for those who wait; False where one was chosen before."""
    chosen = ABTest.objects.filter(pk=trial.pk, decided_at=None).update(
        winner=winner,
        how=how,
        decided_at=timezone.now(),
        decided_by=user,
        found=found.kept if found else {},
        counts=trial.counts or results.count(trial),
    )
    if chosen:
        log.info("version chosen mailing=%s version=%s how=%s", trial.pk, winner, how)
        trial.refresh_from_db()
    return bool(chosen)


def release(trial: ABTest) -> int:
    """Let some of those who wait have the version that was chosen; how many. Nought: nobody waits."""
    if not trial.winner:
        return 0
    held = Delivery.objects.filter(mailing=trial.mailing_id, state=State.HELD)
    some = held.order_by("due_at").values("pk")[:CHUNK]
    return held.filter(pk__in=some).update(state=State.QUEUED, version=trial.winner, due_at=timezone.now())


def close(trial: ABTest) -> None:
    """Note that nobody waits any more: what is queued later, by then, is still to be released."""
    is_queued = ABTest.objects.filter(pk=trial.pk, mailing__queued_at__isnull=False).exists()
    if is_queued and not results.n_waiting(trial):  # asked in this order: rows are written before
        ABTest.objects.filter(pk=trial.pk, released_at=None).update(released_at=timezone.now())
