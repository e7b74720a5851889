"""Dates as calendars take them (RFC 5545).

The UID of a date never changes and its SEQUENCE grows with each change, so that calendars which have it take
the new one; one that was cancelled is told as CANCELLED, and not left out.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from zoneinfo import ZoneInfo

import icalendar
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.events.models import Event, EventQuerySet

MOST = 1_000
BACK = dt.timedelta(days=30)
AGAIN = dt.timedelta(hours=1)  # when programs may ask again
_PRODUCT = "-//Hustings//Agenda//EN"


_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # what no calendar may hold


def held(found: EventQuerySet) -> EventQuerySet:
    """Those that a calendar holds: of the last month, and ahead."""
    since = timezone.now() - BACK
    return found.filter(over_at__gte=since).order_by("starts_at", "pk")[:MOST]


def written(events: Iterable[Event], *, name: str, address: Callable[[Event], str]) -> bytes:
    """A calendar of these."""
    made = icalendar.Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    line = " ".join(_clean(name).split())
    made.add("name", line)
    made.add("x-wr-calname", line)
    made.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    told = list(events)
    for clock in sorted({event.time_zone for event in told} - {"UTC"}):
        made.add_component(_zone(clock))
    for event in told:
        made.add_component(_entry(event, address(event)))
    return bytes(made.to_ical())


@lru_cache(50)
def _zone(clock: str) -> icalendar.Timezone:
    """The rules of a time zone, for the years that matter."""
    this = timezone.now().year
    return icalendar.Timezone.from_tzinfo(
        ZoneInfo(clock), first_date=dt.date(this - 1, 1, 1), last_date=dt.date(this + 4, 1, 1)
    )


def _entry(event: Event, address: str) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", str(event.uid))
    made.add("sequence", event.sequence)
    made.add("dtstamp", event.changed_at)
    made.add("last-modified", event.changed_at)
    made.add("created", event.created_at)
    made.add("dtstart", event.begins)
    if event.ends:
        made.add("dtend", event.ends)
    title = " ".join(_clean(event.title).split())
    made.add("summary", _("Cancelled: %(title)s") % {"title": title} if event.cancelled_at else title)
    made.add("status", "CANCELLED" if event.cancelled_at else "CONFIRMED")
    made.add("transp", "TRANSPARENT" if event.cancelled_at else "OPAQUE")
    made.add("categories", [str(event.get_kind_display())])
    if where := event.where or event.online_at:
        made.add("location", _clean(where))
    if event.latitude is not None and event.longitude is not None:
        made.add("geo", (event.latitude, event.longitude))
    if said := "\n\n".join(part for part in _said(event) if part):
        made.add("description", _clean(said))
    if address:
        made.add("url", address)
    return made


def _clean(text: str) -> str:
    return _UNSEEN.sub("", text.replace("\r\n", "\n"))


def _said(event: Event) -> list[str]:
    return [event.reason if event.cancelled_at else "", event.description, event.online_at, event.link]
