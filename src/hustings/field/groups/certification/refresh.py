"""The nightly look at all groups: verdicts kept, certification given, warned of, ended with a deadline.

Running it twice does no more than once.
"""

import datetime as dt
import logging
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from hustings.field.groups.certification import notices, ties
from hustings.field.groups.certification.evaluation import Found, evaluate
from hustings.field.groups.models import (
    Certification,
    CertificationRun,
    GroupNotice,
    LocalGroup,
    Rule,
    Verdict,
)
from hustings.field.groups.models.certification import GRACE
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)
CHUNK = 500


class Step(StrEnum):
    """Next step of the certification of one group."""

    CERTIFY = "certify"
    WARN = "warn"
    CLEAR = "clear"
    WITHDRAW = "withdraw"
    NOTHING = "nothing"


def run(pk: int, stop: Callable[[], None] = lambda: None) -> None:
    """Hold the rules in force against all groups, a chunk a transaction."""
    mine = CertificationRun.objects.filter(pk=pk, done_at=None)
    if not mine.exists():
        return
    now, rules = timezone.now(), list(Rule.objects.in_force())
    live = set(Certification.objects.live().values_list("group", flat=True))
    found = ties.held_back(evaluate(rules, now=now), rules, live)
    mine.update(n_groups=len(found), n_done=0)
    graces = {rule.pk: rule.grace_days for rule in rules}
    for at in range(0, len(found), CHUNK):
        stop()
        _write(mine.get(), found[at : at + CHUNK], graces, now)
    _forget({each.group for each in found}, now)
    mine.update(done_at=timezone.now())
    site_version.renew()
    log.info("groups.certification run=%s groups=%s", pk, len(found))


def step(found: Found, held: Certification | None, graces: Mapping[int, int], now: dt.datetime) -> Step:
    """Step that the verdict asks for in a group that is certified by ``held``, or isn't."""
    if found.n_missing == 0:
        if held is None:
            return Step.CERTIFY
        return Step.CLEAR if held.warned_at else Step.NOTHING
    if held is None:
        return Step.NOTHING
    if (held.withdraws_at or deadline(found, graces, now)) <= now:
        return Step.WITHDRAW
    return Step.NOTHING if held.warned_at else Step.WARN


def deadline(found: Found, graces: Mapping[int, int], now: dt.datetime) -> dt.datetime:
    """End of certification: after the shortest warning of the rules that are missing."""
    return now + dt.timedelta(days=min((graces[rule] for rule in found.missing), default=GRACE))


@transaction.atomic
def _write(
    run: CertificationRun, chunk: Sequence[Found], graces: Mapping[int, int], now: dt.datetime
) -> None:
    open_groups = set(
        LocalGroup.objects.filter(pk__in=[each.group for each in chunk]).values_list("pk", flat=True)
    )
    chunk = [each for each in chunk if each.group in open_groups]  # none was deleted meanwhile
    Verdict.objects.bulk_create(
        [Verdict(group_id=each.group, as_of=now, n_missing=each.n_missing, numbers=each.numbers)
         for each in chunk],
        update_conflicts=True, unique_fields=["group"], update_fields=["as_of", "n_missing", "numbers"],
    )  # fmt: skip
    rows = Certification.objects.live().filter(group__in=open_groups).select_for_update()
    live = {row.group_id: row for row in rows}
    steps = [(each, step(each, live.get(each.group), graces, now)) for each in chunk]
    Certification.objects.bulk_create(
        Certification(group_id=each.group, since=now) for each, what in steps if what == Step.CERTIFY
    )
    for each, what in steps:
        if what != Step.NOTHING and what != Step.CERTIFY:
            _move(live[each.group], each, what, graces, now)
    notices.add(_notices(steps, live))
    count = {what: sum(each == what for _found, each in steps) for what in Step}
    CertificationRun.objects.filter(pk=run.pk).update(
        n_done=F("n_done") + len(chunk), n_certified=F("n_certified") + count[Step.CERTIFY],
        n_warned=F("n_warned") + count[Step.WARN], n_withdrawn=F("n_withdrawn") + count[Step.WITHDRAW],
    )  # fmt: skip


def _move(held: Certification, found: Found, what: Step, graces: Mapping[int, int], now: dt.datetime) -> None:
    if what == Step.WARN:
        held.warned_at, held.withdraws_at = now, deadline(found, graces, now)
    elif what == Step.CLEAR:
        held.warned_at = held.withdraws_at = None
    else:
        held.until = now
    held.save(update_fields=["warned_at", "withdraws_at", "until"])


_ABOUT = {
    Step.CERTIFY: GroupNotice.About.CERTIFIED,
    Step.WARN: GroupNotice.About.WARNED,
    Step.WITHDRAW: GroupNotice.About.WITHDRAWN,
}


def _notices(steps: Sequence[tuple[Found, Step]], live: Mapping[int, Certification]) -> list[GroupNotice]:
    made = []
    for found, what in steps:
        if what not in _ABOUT:
            continue
        held = live.get(found.group)
        missing = [pair for pair in found.numbers if pair[0] in found.missing]
        ends = held.withdraws_at.isoformat() if held and held.withdraws_at else ""
        data = {"missing": missing, "ends": ends}
        made.append(GroupNotice(group_id=found.group, about=_ABOUT[what], data=data))
    return made


@transaction.atomic
def _forget(open_groups: set[int], now: dt.datetime) -> None:
    """Groups that were closed or unpublished are certified no more; that needs no warning."""
    gone = set(Verdict.objects.values_list("group", flat=True)) - open_groups
    Verdict.objects.filter(group__in=gone).delete()
    for row in Certification.objects.live().exclude(group__closed_at=None, group__shown_at__isnull=False):
        Certification.objects.filter(pk=row.pk, until=None).update(until=now)
