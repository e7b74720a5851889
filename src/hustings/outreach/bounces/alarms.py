"""Alarms that stop a bad mailing by itself: too many bounces, complaints or unsubscriptions.

A share counts by the lower end of Wilson's interval at three standard deviations, for it is asked again and
again. Once overruled, it asks again only when half as bad again.
"""

import logging
import time
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Count

from hustings.foundation.lib.display import proportions
from hustings.outreach.bounces import alarm_mails
from hustings.outreach.bounces.models import Alarm, Bounce
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.models.reasons import Reason, Severity, severity_of
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.models.problems import Problem

log = logging.getLogger(__name__)

LEAST_LETTERS, LEAST_EVENTS = 100, 5
_DEVIATIONS = 3.0
_WORSE = 1.5
_PAUSE = 5.0  # seconds between two looks of one process at one mailing
_looked: dict[int, float] = {}
Kind = Alarm.Kind


@dataclass(frozen=True)
class Tally:
    n_letters: int
    n: Mapping[str, int]

    def share(self, kind: str) -> float:
        return surely(self.n[kind], self.n_letters)


def surely(n: int, of: int) -> float:
    """The share that ``n`` of ``of`` at least stand for (Wilson 1927)."""
    return proportions.between(n, of, _DEVIATIONS)[0] if of else 0.0


def look_at_moving() -> None:
    """Look at all that leave: a scheduled job."""
    _look(list(Mailing.objects.filter(state__in=Mailing.MOVING).values_list("pk", flat=True)))


def look(mailings: Collection[int]) -> None:
    """Look at these, about which something came back; not more often than is of use."""
    now = time.monotonic()
    due = [pk for pk in set(mailings) if now - _looked.get(pk, -_PAUSE) >= _PAUSE]
    if len(_looked) > 1_000:
        _looked.clear()
    _looked.update(dict.fromkeys(due, now))
    if due:
        _look(list(Mailing.objects.filter(pk__in=due, state__in=Mailing.MOVING).values_list("pk", flat=True)))


def _look(mailings: list[int]) -> None:
    if not mailings:
        return
    waived: dict[tuple[int, str], float] = {}
    for alarm in Alarm.objects.filter(mailing__in=mailings).exclude(waived_at=None):
        key = alarm.mailing_id, alarm.kind
        waived[key] = max(waived.get(key, 0), alarm.n / alarm.n_letters)
    for mailing, tally in tallies(mailings).items():
        for kind, limit in settings.ALARMS.items():
            most = max(limit / 100, _WORSE * waived.get((mailing, kind), 0))
            if limit and _is_too_much(tally, kind, most):
                _raise(mailing, kind, tally)


def _is_too_much(tally: Tally, kind: str, most: float) -> bool:
    if tally.n_letters < LEAST_LETTERS or tally.n[kind] < LEAST_EVENTS:
        return False
    return tally.share(kind) > most


def tallies(mailings: Collection[int]) -> dict[int, Tally]:
    handed = Delivery.objects.handed_over().filter(mailing__in=mailings).order_by()
    states = handed.values_list("mailing", "state").annotate(n=Count("*"))
    back = Delivery.objects.filter(mailing__in=mailings, state=Delivery.State.BOUNCED).order_by()
    reasons = back.values_list("mailing", "reason").annotate(n=Count("*"))
    at_door = Bounce.objects.counting().filter(
        delivery__mailing__in=mailings, delivery__state=Delivery.State.FAILED, kind=Bounce.Kind.BOUNCE
    )
    refused = at_door.order_by().values_list("delivery__mailing", "severity").annotate(n=Count("*"))
    left = Delivery.objects.filter(mailing__in=mailings, unsubscribed_at__isnull=False).order_by()
    leaving = dict(left.values_list("mailing").annotate(n=Count("*")))
    total: dict[int, int] = defaultdict(int)
    n: dict[int, dict[str, int]] = {pk: dict.fromkeys(Kind.values, 0) for pk in mailings}
    for mailing, state, many in states:
        total[mailing] += many
        if state == Delivery.State.COMPLAINED:
            n[mailing][Kind.COMPLAINTS] += many
    for mailing, reason, many in reasons:
        if reason in Reason.values and (severity := severity_of(Reason(reason))) in _ABOUT:
            n[mailing][_ABOUT[severity]] += many
    for mailing, severity, many in refused:  # never handed over, but tried
        total[mailing] += many
        if severity in _ABOUT:
            n[mailing][_ABOUT[severity]] += many
    for mailing in mailings:
        n[mailing][Kind.LEAVING] = leaving.get(mailing, 0)
    return {pk: Tally(total[pk], n[pk]) for pk in mailings}


_ABOUT = {Severity.HARD: Kind.BOUNCES, Severity.BLOCK: Kind.BLOCKS}


@transaction.atomic
def _raise(mailing: int, kind: str, tally: Tally) -> None:
    """Pause it, once, and tell."""
    moving = Mailing.objects.filter(pk=mailing, state__in=Mailing.MOVING)
    if not moving.update(state=Mailing.State.PAUSED, problem=Problem(kind), problem_said=""):
        return
    alarm = Alarm.objects.create(mailing_id=mailing, kind=kind, n=tally.n[kind], n_letters=tally.n_letters)
    log.warning("alarm mailing=%s kind=%s n=%s of=%s", mailing, kind, alarm.n, alarm.n_letters)
    for user in alarm_mails.whom(mailing):
        alarm_mails.tell.enqueue(alarm.pk, user)


def shown(mailing: Mailing) -> list[tuple[Alarm, str]]:
    """The alarms of a mailing, each with its words; the newest first."""
    alarms = Alarm.objects.filter(mailing=mailing).select_related("waived_by").order_by("-pk")
    return [(alarm, alarm.words) for alarm in alarms]
