"""Notices: who is told of a message and when, written in portions before any mail leaves."""

import logging
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from hustings.field.threads import circles
from hustings.field.threads.circles import Circle
from hustings.field.threads.models import (
    How,
    Message,
    Mute,
    Notice,
    Relay,
    Reply,
    Subscription,
    ThreadLink,
)

log = logging.getLogger(__name__)
PORTION = 500  # people
NIGHT = (time(22), time(7))  # local: nobody's phone rings, unless they said so
SUMMARY = time(18)  # local, when the day's summary leaves
KEPT = timedelta(days=30)
MUTABLE = timedelta(days=60)  # that an old mail still mutes its thread by one click


def spread(message: int) -> None:
    """Write the notices of one message; goes on where it was killed."""
    while _some(message):
        pass


@transaction.atomic
def _some(pk: int) -> bool:
    """Notices of the next portion of people; whether there are more."""
    rows = Message.objects.select_for_update(of=("self",)).filter(pk=pk, spread_at=None)
    message = rows.select_related("thread").first()
    if message is None:
        return False
    thread = message.thread
    circle = circles.find(thread.kind, thread.subject)
    people = list(_next(circle, message)) if circle and message.is_shown else []
    if circle and people:
        _write(circle, message, [pk for pk in people if pk != message.person_id])
        message.spread_to = people[-1]
    if len(people) < PORTION:
        message.spread_at = timezone.now()
    message.save(update_fields=["spread_to", "spread_at"])
    return len(people) == PORTION


def _next(circle: Circle, message: Message) -> Iterable[int]:
    rows = circle.members.filter(person__gt=message.spread_to).order_by("person")
    return rows.values_list("person", flat=True).distinct()[:PORTION]


def _write(circle: Circle, message: Message, people: list[int]) -> None:
    chosen = Subscription.objects.filter(kind=circle.kind, subject=circle.subject, person__in=people)
    choices = {each.person_id: each for each in chosen}
    hosts = set(circle.hosts.filter(person__in=people).values_list("person", flat=True))
    muted = Mute.objects.filter(thread=message.thread_id, person__in=people)
    silent = set(muted.values_list("person", flat=True))
    now, rows = timezone.now(), []
    for person in people:
        choice = choices.get(person) or Subscription(how=How.EACH if person in hosts else How.DAILY)
        if choice.how == How.NONE or person in silent:
            continue
        is_daily = choice.how == How.DAILY
        due_at = _summary(now) if is_daily else now if choice.at_night else morning(now)
        rows.append(Notice(message=message, person_id=person, is_daily=is_daily, due_at=due_at))
    Notice.objects.bulk_create(rows, ignore_conflicts=True)


def morning(now: datetime) -> datetime:
    """Now, or when the night is over."""
    local = timezone.localtime(now)
    begins, ends = NIGHT
    if ends <= local.time() < begins:
        return now
    day = local.date() + timedelta(days=local.time() >= begins)
    return datetime.combine(day, ends, tzinfo=local.tzinfo)


def _summary(now: datetime) -> datetime:
    """The next hour at which summaries leave."""
    local = timezone.localtime(now)
    day = local.date() + timedelta(days=local.time() >= SUMMARY)
    return datetime.combine(day, SUMMARY, tzinfo=local.tzinfo)


def forget_old() -> int:
    """Delete what was seen to: notices and mails that came in, then links and addresses. How many rows."""
    now = timezone.now()
    n = Notice.objects.filter(claimed_at__lt=now - KEPT).delete()[0]
    n += Reply.objects.filter(read_at__lt=now - KEPT).delete()[0]
    n += ThreadLink.objects.filter(made_at__lt=now - MUTABLE).delete()[0]
    return n + Relay.objects.filter(expires_at__lt=now - MUTABLE).delete()[0]
