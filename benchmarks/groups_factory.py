"""Local groups, memberships and events for measuring, spread as people are: many near few towns."""

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from hustings.field.events.models import Event, Kind
from hustings.field.groups.models import GroupKind, GroupRole, LocalGroup, Membership
from hustings.foundation.lib.sql import bulk
from hustings.people.persons.models import Field, FieldOption, FieldValue

TOWNS = 40
ROLES = [GroupRole.MEMBER] * 8 + [GroupRole.CO_HOST, GroupRole.FOLLOWER]
LAT, LON = (42.5, 51.0), (-4.5, 8.0)


class Points:
    """Points in a country: two thirds around towns, the others anywhere."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.towns = [(dice.uniform(*LAT), dice.uniform(*LON)) for _town in range(TOWNS)]

    def any(self) -> tuple[float, float]:
        if self.dice.random() < 1 / 3:
            return self.dice.uniform(*LAT), self.dice.uniform(*LON)
        lat, lon = self.dice.choice(self.towns)
        return lat + self.dice.gauss(0, 0.12), lon + self.dice.gauss(0, 0.18)


def _write(model: type[Model], given: Iterator[dict[str, Any]]) -> None:
    """Rows of ``model``: what is given of each, else the defaults of its fields."""
    plain, fields = model(), list(model._meta.concrete_fields)
    rows = ([each.get(one.name, getattr(plain, one.attname)) for one in fields] for each in given)
    bulk.insert(model, [one.name for one in fields], rows)


def groups(n: int, zones: list[int], points: Points) -> list[int]:
    """So many, published; one in fifty is closed."""
    kind = GroupKind.objects.create(code="bench", names={"fr": "Local"}).pk
    now, ids = timezone.now(), bulk.reserve_ids(LocalGroup, n)

    def rows() -> Iterator[dict[str, Any]]:
        for at, pk in enumerate(ids):
            lat, lon = points.any()
            made = now - dt.timedelta(days=points.dice.uniform(1, 900))
            yield {
                "id": pk, "name": f"Group {at}", "name_key": f"group {at:06}", "zone": zones[at % len(zones)],
                "kind": kind, "latitude": lat, "longitude": lon, "lat": lat, "lon": lon, "created_at": made,
                "shown_at": made, "closed_at": now if at % 50 == 0 else None,
            }  # fmt: skip

    _write(LocalGroup, rows())
    return ids


def memberships(n: int, groups: list[int], people: list[int], dice: random.Random) -> None:
    """A host for nearly each group, and so many members in all; one in ten has left."""
    now, seen = timezone.now(), set[tuple[int, int]]()

    def row(group: int, role: str, is_past: bool = False) -> tuple[Any, ...] | None:
        person = dice.choice(people)
        if (group, person) in seen:
            return None
        seen.add((group, person))
        since = now - dt.timedelta(days=dice.uniform(1, 800))
        active = now - dt.timedelta(days=dice.uniform(0, 200)) if dice.random() < 0.5 else None
        return group, person, role, since, active, now if is_past else None

    def rows() -> Iterator[tuple[Any, ...]]:
        hosts = (row(group, GroupRole.HOST) for group in groups if dice.random() < 0.95)
        rest = (
            row(groups[int(len(groups) * dice.random() ** 1.5)], dice.choice(ROLES), dice.random() < 0.1)
            for _n in range(n - len(groups))
        )
        yield from (one for each in (hosts, rest) for one in each if one)

    bulk.insert(Membership, ["group", "person", "role", "since", "active_at", "ended_at"], rows())


def genders(people: list[int], dice: random.Random) -> None:
    """The field that a rule asks of leaders."""
    field = Field.objects.create(slug="gender", label="Gender", kind=Field.Kind.CHOICE)
    options = [FieldOption.objects.create(field=field, slug=each, label=each).pk for each in "fmx"]
    rows = ((pk, field.pk, dice.choice(options), "", "") for pk in people if pk % 3)
    bulk.insert(FieldValue, ["person", "field", "option", "text", "key"], rows)


def events(n: int, groups: list[int], points: Points, *, ahead: float = 0.2) -> None:
    """So many of groups; a share of them is ahead, few are cancelled or wait."""
    now, dice, kinds, ids = timezone.now(), points.dice, list(Kind.values), bulk.reserve_ids(Event, n)

    def rows() -> Iterator[dict[str, Any]]:
        for at, pk in enumerate(ids):
            lat, lon = points.any()
            days = dice.uniform(0, 120) if dice.random() < ahead else -dice.uniform(0, 700)
            starts = now + dt.timedelta(days=days)
            yield {
                "id": pk, "uid": UUID(int=pk), "titles": {"fr": f"Event {at}"}, "kind": dice.choice(kinds),
                "starts_at": starts, "over_at": starts + dt.timedelta(hours=2), "words": f"event {at}",
                "latitude": lat, "longitude": lon, "lat": lat, "lon": lon,
                "group": groups[int(len(groups) * dice.random() ** 1.5)],
                "shown_at": None if at % 40 == 0 else now, "cancelled_at": now if at % 30 == 0 else None,
            }  # fmt: skip

    _write(Event, rows())


def analyse() -> None:
    """Statistics of tables, as autovacuum would gather them."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
