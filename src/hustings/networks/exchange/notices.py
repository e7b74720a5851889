"""Notices written: a row in the transaction of what they tell of, once for each occasion."""

import datetime as dt
from typing import Any

from django.utils import timezone

from hustings.networks.exchange.models import Match, Member, Notice
from hustings.networks.exchange.tasks import send_notice

About = Notice.About
KEPT = dt.timedelta(days=90)


def write(member: Member | None, about: str, occasion: object, **subject: Any) -> None:
    """Have them told of it; nothing for a partner's member, nor twice."""
    if member is None:
        return
    made, is_new = Notice.objects.get_or_create(
        member=member, key=f"{about} {occasion}", defaults={"about": about, **subject}
    )
    if is_new:
        send_notice.enqueue(made.pk)


def of_match(member: Member | None, about: str, match: Match) -> None:
    write(member, about, match.pk, match=match)


def wake() -> None:
    """Have mailed what nobody mailed: a scheduled job."""
    old = timezone.now() - dt.timedelta(minutes=15)
    rows = Notice.objects.filter(mailed_at=None, written_at__lt=old).order_by("pk")
    for pk in rows.values_list("pk", flat=True)[:1_000]:
        send_notice.enqueue(pk)


def forget_old() -> int:
    return Notice.objects.filter(mailed_at__lt=timezone.now() - KEPT).delete()[0]
