"""The fictional campaign's dates and local groups: the weeks ahead, one date cancelled, some past."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from wagtail.images.models import Image

from hustings.field.events import actions, clocks
from hustings.field.events.models import Event
from hustings.field.events.recurrence import patterns
from hustings.field.groups import actions as groups
from hustings.field.groups.models import LocalGroup
from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Zone
from hustings.shells.demo import texts

_CLOCK = "Europe/Paris"


@transaction.atomic
def fill() -> None:
    if Event.objects.exists() or LocalGroup.objects.exists():
        return
    author, said = User.objects.filter(email__startswith="carl@").first(), texts.read("agenda")
    found = {told["key"]: _group(told, author) for told in said["groups"]}
    for told in said["dates"]:
        _date(told, found, author)


def _zone(told: dict[str, Any]) -> Zone | None:
    kind, _colon, code = told.get("zone", "").partition(":")
    return Zone.objects.filter(kind=kind, code=code).first()


def _group(told: dict[str, Any], author: User | None) -> LocalGroup | None:
    """None where the territory isn't loaded."""
    zone = _zone(told)
    if zone is None:
        return None
    names = ["place", "address", "latitude", "longitude", "email", "link", "organiser"]
    values = {name: told[name] for name in names if name in told}
    values |= {"name": told["names"][texts.language()], "descriptions": told["descriptions"], "zone": zone}
    return groups.found(values=values, user=author, show=not told.get("waits", False))


def _date(told: dict[str, Any], found: dict[str, LocalGroup | None], author: User | None) -> None:
    clock = told.get("time_zone", _CLOCK)
    day = timezone.localdate(timezone=ZoneInfo(clock)) + dt.timedelta(days=told["in_days"])
    names = ["kind", "audience", "place", "address", "latitude", "longitude", "online_at", "link"]
    values: dict[str, Any] = {name: told[name] for name in names if name in told}
    values |= {
        "titles": told["titles"], "descriptions": told["descriptions"], "time_zone": clock,
        "zone": _zone(told),
        **_moments(told, day, clock), "takes_registrations": told.get("audience") != "press",
        "group": found.get(told.get("group", "")),
    }  # fmt: skip
    if "picture" in told:
        values["picture"] = Image.objects.filter(title=told["picture"]).first()
        values["picture_alts"] = told["picture_alts"]
    made = actions.announce(values=values, user=author, show=not told.get("waits", False))
    _parts(made, told)
    for key in told.get("co_hosts", []):
        if (group := found.get(key)) and author:
            actions.ask_group(event=made, group=group, user=author)
    if told.get("repeats"):
        rule = patterns.choices(made.first_day)[0][0]
        actions.repeat(event=made, rule=rule, until=None, count=None, user=author)
    if "cancelled" in told:
        actions.cancel(event=made, reasons=told["cancelled"])


def _parts(event: Event, told: dict[str, Any]) -> None:
    """Shifts: each begins so many minutes after the event; the first one is the event's own."""
    held: list[int | None] = list(event.shifts.values_list("pk", flat=True))
    rows = []
    for each in told.get("shifts", []):
        begins = event.starts_at + dt.timedelta(minutes=each["after"])
        values = {
            "names": each["names"], "starts_at": begins, "capacity": each["seats"], "opens_at": None,
            "ends_at": begins + dt.timedelta(minutes=each["minutes"]),
        }  # fmt: skip
        rows.append(actions.ShiftRow(held.pop() if held else None, values))
    if rows:
        actions.set_shifts(event=event, rows=rows)


def _moments(told: dict[str, Any], day: dt.date, clock: str) -> dict[str, Any]:
    """From an hour on for some minutes; or whole days."""
    if days := told.get("days"):
        begins, ends = clocks.whole_days(day, day + dt.timedelta(days=days - 1), clock)
        return {"starts_at": begins, "ends_at": ends, "is_all_day": True}
    at = dt.datetime.combine(day, dt.time.fromisoformat(told["at"]), ZoneInfo(clock))
    return {"starts_at": at, "ends_at": at + dt.timedelta(minutes=told["minutes"])}
