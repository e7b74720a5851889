"""Links that put one event into the calendars of Google and Outlook. They send nothing before a click."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from hustings.field.events.models import Event
from hustings.field.events.models.events import LASTS

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.live.com/calendar/0/deeplink/compose"
LONGEST = 500  # characters of a description in a link


@dataclass(frozen=True, slots=True)
class Links:
    google: str
    outlook: str


def of(event: Event, url: str) -> Links:
    """``url``: the event's own page."""
    about = "\n\n".join(part for part in (event.description[:LONGEST], url) if part)
    where = event.where or event.public_online_at
    return Links(_google(event, about, where), _outlook(event, about, where))


def _google(event: Event, about: str, where: str) -> str:
    if event.is_all_day:
        days = f"{event.first_day:%Y%m%d}/{event.last_day + dt.timedelta(days=1):%Y%m%d}"
    else:
        days = "/".join(f"{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}" for at in _span(event))
    said = {"action": "TEMPLATE", "text": event.title, "dates": days, "details": about, "location": where}
    return f"{GOOGLE}?{urlencode(said)}"


def _outlook(event: Event, about: str, where: str) -> str:
    said = {
        "path": "/calendar/action/compose", "rru": "addevent", "subject": event.title, "body": about,
        "location": where,
    }  # fmt: skip
    if event.is_all_day:
        last = event.last_day + dt.timedelta(days=1)
        said |= {"startdt": f"{event.first_day}", "enddt": f"{last}", "allday": "true"}
    else:
        begins, ends = (f"{at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}" for at in _span(event))
        said |= {"startdt": begins, "enddt": ends}
    return f"{OUTLOOK}?{urlencode(said)}"


def _span(event: Event) -> tuple[dt.datetime, dt.datetime]:
    return event.starts_at, event.ends_at or event.starts_at + LASTS
