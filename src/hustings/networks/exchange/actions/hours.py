"""Office hours: kept, booked by the first, cancelled."""

import datetime as dt
import logging

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.networks.exchange import notices
from hustings.networks.exchange.models import Member, Notice, OfficeHour
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
MOST, MOST_BOOKED = 60, 5  # ahead of one member: kept, booked


class NotBooked(Refused):
    """Somebody was faster, or it is their own."""


@transaction.atomic
def add_hours(*, member: Member, starts_at: dt.datetime, minutes: int, times: int, place: str) -> int:
    """Keep so many times one after the other; those that are there already count once. How many are new."""
    if starts_at <= timezone.now():
        raise NotBooked(_("This is past. Choose a later moment."))
    if OfficeHour.objects.ahead().filter(member=member).count() + times > MOST:
        raise NotBooked(_("You keep many office hours already."))
    rows = [
        OfficeHour(
            member=member,
            starts_at=starts_at + dt.timedelta(minutes=minutes * n),
            minutes=minutes,
            place=place,
        )
        for n in range(times)
    ]
    before = OfficeHour.objects.filter(member=member).count()
    OfficeHour.objects.bulk_create(rows, ignore_conflicts=True)
    return OfficeHour.objects.filter(member=member).count() - before


@transaction.atomic
def book(*, hour: OfficeHour, member: Member, topic: str) -> OfficeHour:
    """Take it, if nobody did a moment before."""
    Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if hour.member_id == member.pk:
        raise NotBooked(_("This is your own office hour."))
    if OfficeHour.objects.ahead().filter(booker=member).count() >= MOST_BOOKED:
        raise NotBooked(_("You have booked several office hours already. Leave some to the others."))
    free = OfficeHour.objects.bookable().filter(pk=hour.pk)
    if not free.order_by().update(booker=member, topic=topic, booked_at=timezone.now()):
        raise NotBooked(_("Someone else was faster. Choose another time."))
    held = OfficeHour.objects.select_related("member__person", "booker__person").get(pk=hour.pk)
    for each in (held.member, member):
        notices.write(
            each, Notice.About.BOOKED, f"{hour.pk} {member.pk} {timezone.now():%Y%m%d%H%M}", hour=held
        )
    log.info("exchange.hour booked hour=%s member=%s", hour.pk, member.pk)
    return held


@transaction.atomic
def cancel_hour(*, hour: OfficeHour, member: Member) -> None:
    """Give a booking back, or cancel the hour itself: whoever counts on it is told."""
    held = OfficeHour.objects.select_for_update(of=("self",)).get(pk=hour.pk)
    mine = OfficeHour.objects.ahead().filter(Q(member=member) | Q(booker=member), pk=hour.pk).order_by()
    if held.member_id == member.pk:
        if mine.update(cancelled_at=timezone.now()):
            booker = held.booker
            notices.write(booker, Notice.About.CANCELLED, held.occasion, hour=held)
    elif mine.update(booker=None, topic="", booked_at=None):
        notices.write(held.member, Notice.About.CANCELLED, held.occasion, hour=held)
    log.info("exchange.hour cancelled hour=%s member=%s", hour.pk, member.pk)
