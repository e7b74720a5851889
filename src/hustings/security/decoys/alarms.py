"""Raises alarms: the first use opens one and tells at once, the others count in it."""

import ipaddress
import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from hustings.foundation.lib.text.jsons import plain
from hustings.security.decoys import notifications
from hustings.security.decoys.models import Alarm, Copy, Decoy, Link, Login, Sighting, Tally

log = logging.getLogger(__name__)
KEPT = 500  # uses of one alarm that are kept one by one; the others only count
TOLD_AGAIN = frozenset({10, 100, 1_000, 10_000, 100_000})


@dataclass(frozen=True, slots=True)
class Use:
    """Use of a decoy: its time, place and program, and at which of our servers."""

    at: datetime
    address: str = ""
    agent: str = ""
    where: str = ""
    is_machine: bool = False


def login_used(login: Login, use: Use) -> Alarm:
    """Somebody has a password that was given to one lure alone."""
    Login.objects.filter(pk=login.pk, first_used_at=None).update(first_used_at=use.at)
    key = f"{Alarm.Kind.LOGIN}:{login.pk}"
    return _raise(Alarm(kind=Alarm.Kind.LOGIN, key=key, login=login, decoy_id=login.decoy_id), use)


def decoy_seen(kind: Alarm.Kind, decoy: Decoy, use: Use) -> Alarm:
    return _raise(Alarm(kind=kind, key=f"{kind}:{decoy.pk}", decoy=decoy), use)


def copy_seen(copy: Copy, use: Use) -> Alarm:
    return _raise(Alarm(kind=Alarm.Kind.FILE, key=f"{Alarm.Kind.FILE}:{copy.pk}", copy=copy), use)


def link_opened(link: Link, use: Use) -> Alarm:
    return _raise(Alarm(kind=Alarm.Kind.LINK, key=f"{Alarm.Kind.LINK}:{link.pk}", link=link), use)


@transaction.atomic
def _raise(fresh: Alarm, use: Use) -> Alarm:
    alarm = _open(fresh, use)
    # The row is locked by this: the numbers below are ours alone.
    Alarm.objects.filter(pk=alarm.pk).update(
        n=F("n") + 1, n_machines=F("n_machines") + int(use.is_machine), last_at=Greatest(F("last_at"), use.at)
    )
    alarm.refresh_from_db(fields=["n", "n_machines", "last_at"])
    hour = use.at.replace(minute=0, second=0, microsecond=0)
    tally, _made = Tally.objects.get_or_create(alarm=alarm, hour=hour)
    Tally.objects.filter(pk=tally.pk).update(n=F("n") + 1)
    if alarm.n <= KEPT:
        Sighting.objects.create(
            alarm=alarm,
            at=use.at,
            address=address_in(use.address) or None,
            agent=plain(use.agent)[:300],
            where=plain(use.where)[:100],
        )
    if is_news(alarm, use):
        log.warning("decoy alarm=%s kind=%s n=%s", alarm.pk, alarm.kind, alarm.n)
        notifications.spread(alarm)
    return alarm


def is_news(alarm: Alarm, use: Use) -> bool:
    """Whether to tell: at a person's first use, and at ten times as many; never of link openers."""
    n = alarm.n - alarm.n_machines
    return not use.is_machine and (n == 1 or n in TOLD_AGAIN)


def _open(fresh: Alarm, use: Use) -> Alarm:
    """The open alarm of this decoy, or this one; of two at once one wins, and both count in it.

    A set's log-in is used up once: later uses count there, for a page's catch is tried again and again.
    """
    known = Alarm.objects.filter(key=fresh.key)
    if fresh.login is None or not fresh.login.is_single:
        known = known.unanswered()
    if found := known.order_by("pk").first():
        return found
    fresh.first_at = fresh.last_at = use.at
    try:
        with transaction.atomic():
            fresh.save(force_insert=True)
    except IntegrityError:
        return known.order_by("pk")[0]
    return fresh


def address_in(text: str) -> str:
    """The IP address that a text is, or nothing."""
    try:
        return str(ipaddress.ip_address(text.strip()))
    except ValueError:
        return ""


def now(**about: str) -> Use:
    return Use(timezone.now(), **about)  # type: ignore[arg-type]
