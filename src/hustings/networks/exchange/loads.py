"""Loads of members: nobody has more in hand than they wanted, however many ask at the same moment."""

import datetime as dt

from django.db.models import F
from django.utils import timezone

from hustings.networks.exchange.models import ExchangeLimits, Member


def take(member: int, *, is_asked: bool = True) -> bool:
    """Count one more request; False where they have no room, or are away."""
    room = Member.objects.free() if is_asked else Member.objects.live().filter(n_open__lt=F("most_at_once"))
    return bool(room.filter(pk=member).update(n_open=F("n_open") + 1, asked_at=timezone.now()))


def release(member: int, *, has_met: bool = False) -> None:
    """Count one less; after a meeting they rest as long as they wanted."""
    mine = Member.objects.filter(pk=member)
    mine.filter(n_open__gt=0).update(n_open=F("n_open") - 1)
    days = mine.values_list("rest_days", flat=True).first() or 0
    if has_met and days:
        mine.update(rests_until=timezone.now() + dt.timedelta(days=days))


def heard(member: int) -> None:
    """Note that they answer."""
    Member.objects.filter(pk=member, n_silent__gt=0).update(n_silent=0)


def unheard(member: int) -> bool:
    """Count a silence; after some in a row they get a break. Whether it begins now."""
    limits, now = ExchangeLimits.load(), timezone.now()
    mine = Member.objects.filter(pk=member)
    mine.update(n_silent=F("n_silent") + 1)
    until = now + dt.timedelta(days=limits.break_days)
    return bool(mine.filter(n_silent__gte=limits.silences).update(n_silent=0, paused_until=until))
