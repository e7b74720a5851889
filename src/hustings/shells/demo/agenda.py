"""The fictional campaign's dates and local groups: the weeks ahead, one date cancelled, some past."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from wagtail.images.models import Image

from hustings.field.events import actions, clocks
from hustings.field.events.models import Event
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
        **_moments(told, day, clock),
        "group": found.get(told.get("group", "")),
    }  # fmt: skip
    if "picture" in told:
        values["picture"] = Image.objects.filter(title=told["picture"]).first()
        values["picture_alts"] = told["picture_alts"]
    made = actions.announce(values=values, user=author, show=not told.get("waits", False))
    if "cancelled" in told:
        actions.cancel(event=made, reasons=told["cancelled"])


def _moments(told: dict[str, Any], day: dt.date, clock: str) -> dict[str, Any]:
    """From an hour on for some minutes; or whole days."""
    if days := told.get("days"):
        begins, ends = clocks.whole_days(day, day + dt.timedelta(days=days - 1), clock)
        return {"starts_at": begins, "ends_at": ends, "is_all_day": True}
    at = dt.datetime.combine(day, dt.time.fromisoformat(told["at"]), ZoneInfo(clock))
    return {"starts_at": at, "ends_at": at + dt.timedelta(minutes=told["minutes"])}
