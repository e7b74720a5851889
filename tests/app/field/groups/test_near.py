"""What is near: by a point of the device, by a place, wider where little is near, by an index."""

import datetime as dt
import random
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from hustings.field.events import finder as events
from hustings.field.events.models import Event
from hustings.field.groups import finder
from hustings.field.groups.models import GroupKind, LocalGroup
from hustings.foundation.lib.sql import bulk
from hustings.foundation.territories import nearest
from hustings.foundation.territories.models import Zone
from hustings.foundation.territories.nearest import Point, distance
from tests.app.field.events.test_agenda import read

pytestmark = [pytest.mark.django_db, pytest.mark.both]
Found = Callable[..., LocalGroup]
Announce = Callable[..., Event]
LYON = Point(45.76, 4.84)


def test_a_point_is_read_rounded_or_not_at_all() -> None:
    assert Point.read("45.7578,4.8320") == (45.76, 4.83) and str(Point.read("1,-2")) == "1.0,-2.0"
    for odd in ("", "1", "1,2,3", "91,0", "0,181", "a,b", "nan,1", "1,inf", "\0,1", "9" * 400 + ",1"):
        assert Point.read(odd) is None, odd


def test_the_nearest_come_first_wider_where_few_are_near(client: Client, found: Found) -> None:
    found("Loin", "Lyon", latitude=46.4, longitude=4.84)
    found("Ici", "Lyon", latitude=45.761, longitude=4.841)
    found("À côté", "Lyon", latitude=45.80, longitude=4.84)
    found("Trop loin", "Lyon", latitude=47.2, longitude=4.84)
    found("Fermé", "Lyon", latitude=45.76, longitude=4.84, closed_at=timezone.now())
    found("À valider", "Lyon", latitude=45.76, longitude=4.84, show=False)
    assert [(each.group.name, each.km) for each in finder.near_point(LYON)] == [
        ("Ici", 0), ("À côté", 4), ("Loin", 71),
    ]  # fmt: skip
    html = read(client, "/fr/groupes-locaux/?at=45.7601,4.8399")
    assert html.index("Ici") < html.index("À côté") < html.index("Loin") and "Trop loin" not in html
    assert "71 km" in html and 'name="robots" content="noindex"' in html and "near-me.js" in html
    read(client, "/fr/groupes-locaux/?at=hm")


def test_groups_are_near_by_kind_and_within_a_territory(client: Client, found: Found) -> None:
    campus = GroupKind.objects.create(code="campus", names={"fr": "Campus"})
    GroupKind.objects.create(code="local", names={"fr": "Local"})
    found("Université", "Lyon", kind=campus)
    found("Quartier", "Villeurbanne")
    names = [each.group.name for each in finder.near_point(LYON, kind=campus.pk)]
    assert names == ["Université"]
    there = Zone.objects.get(name="Villeurbanne")
    assert [each.group.name for each in finder.near_point(LYON, within=there)] == ["Quartier"]
    assert [each.group.name for each in finder.near(there, kind=campus.pk)] == ["Université"]
    html = read(client, f"/fr/groupes-locaux/?kind=campus&zone={there.pk}")
    assert "Université" in html and "Quartier" not in html


def test_a_group_without_a_point_is_found_by_its_territory(found: Found) -> None:
    group = found("Au centre", "Villeurbanne")
    assert (group.lat, group.lon) == (45.771, 4.88)
    Zone.objects.filter(name="Villeurbanne").update(latitude=45.78)
    assert nearest.renew_points(LocalGroup.objects.all()) == 1
    assert nearest.renew_points(LocalGroup.objects.all()) == 0
    group.refresh_from_db()
    assert group.lat == 45.78
    Zone.objects.filter(name="Villeurbanne").update(latitude=None, longitude=None)
    assert nearest.renew_points(LocalGroup.objects.all()) == 1
    group.refresh_from_db()
    assert group.lat is None and finder.near_point(LYON) == []


def test_events_are_near_by_kind_and_time(client: Client, announce: Announce) -> None:
    announce("Réunion", "Lyon", days=3)
    announce("Tractage", "Villeurbanne", days=1, kind="leaflets")
    announce("Plus tard", "Lyon", days=40)
    announce("Passé", "Lyon", days=-3)
    announce("Annulé", "Lyon", days=2, cancelled_at=timezone.now())
    assert [(each.event.title, each.km) for each in events.near_point(LYON)] == [
        ("Réunion", 0), ("Plus tard", 0), ("Tractage", 3),
    ]  # fmt: skip
    asked = events.Asked(kind="leaflets", until=events.until("week"))
    assert [each.event.title for each in events.near_point(LYON, asked)] == ["Tractage"]
    within = events.Asked(within=Zone.objects.get(name="Villeurbanne"))
    assert [each.event.title for each in events.near_point(LYON, within)] == ["Tractage"]
    html = read(client, "/fr/agenda/?at=45.76,4.84&when=week")
    assert html.index("Réunion") < html.index("Tractage") and "Plus tard" not in html and "3 km" in html
    assert "Plus tard" not in read(client, "/fr/agenda/?when=week")
    lyon = Zone.objects.get(name="Lyon")
    assert "at=45.76%2C4.8" in read(client, f"/fr/agenda/?zone={lyon.pk}")


def _spread(n: int) -> None:
    """Many groups and events, as a country has them."""
    dice, zone, now = random.Random(3), Zone.objects.get(name="Lyon").pk, timezone.now()
    for model, more in (
        (LocalGroup, {"zone_id": zone}),
        (Event, {"starts_at": now, "over_at": now + dt.timedelta(days=2), "zone_id": zone, "words": ""}),
    ):
        rows = []
        for at in range(n):
            name = {"name_key": f"g{at}"} if model is LocalGroup else {"titles": {"fr": "x"}}
            lat, lon = dice.uniform(43, 49), dice.uniform(-1, 7)
            rows.append(model(lat=lat, lon=lon, shown_at=now, **name, **more))
        model._default_manager.bulk_create(rows)
        bulk.know(model)


def test_the_nearest_are_those_that_every_distance_says(found: Found) -> None:
    _spread(3_000)
    for at in (LYON, Point(43.0, -1.0), Point(47.3, 2.2)):
        points = LocalGroup.objects.values_list("pk", "lat", "lon")
        far = sorted((distance(at.lat, at.lon, lat, lon), pk) for pk, lat, lon in points)
        wanted = [pk for km, pk in far[:20] if km <= 100]
        assert [pk for pk, _km in finder.ranked_near(at, 20)] == wanted


def _plans(ask: Callable[[], object]) -> list[str]:
    """How the database answers what ``ask`` asks."""
    plans: list[str] = []

    def explained(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        word = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        execute(f"{word} {sql}", params, many, context)
        plans.append(" ".join(str(part) for row in context["cursor"].cursor.fetchall() for part in row))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explained):
        ask()
    return plans


def test_an_index_answers(found: Found) -> None:
    _spread(3_000)
    for ask, index in (
        (lambda: finder.ranked_near(LYON, 20), "group_by_point"),
        (lambda: events.ranked_near(LYON, 20), "event_by_point"),
    ):
        plans = _plans(ask)
        assert plans and all(index in plan for plan in plans), plans
