"""Local groups beside SQL written by hand: certification by rules that are data, and what is near a point.

A1: seven rules over 4,000 groups, 220,000 memberships and 30,000 events, evaluated with every verdict,
beside one statement of labelled criteria that knows these rules by heart. A2: the twenty nearest of 10,000
groups and of 50,000 events around 200 points, beside a box and haversine over the same tables.
A3: 1,000 random histories of groups, each held against the rule that none is left without a host.
"""

import os
import random
import statistics
import time
from collections.abc import Callable
from typing import Any

from benchmarks import report

RUNS = 7
AIM = 1.3
GROUPS, MEMBERSHIPS, EVENTS, PEOPLE = 4_000, 220_000, 30_000, 60_000
NEAR_GROUPS, NEAR_EVENTS, POINTS = 10_000, 50_000, 200
HISTORIES = int(os.environ.get("HUSTINGS_BENCH_HISTORIES", "1000"))
SHARE = float(os.environ.get("HUSTINGS_BENCH_SHARE", "1"))  # of the sizes, to try it out

BY_HAND = """
WITH leaders AS (
    SELECT group_id, COUNT(*) AS n FROM groups_membership
    WHERE ended_at IS NULL AND role IN ('host', 'co_host') GROUP BY group_id
), genders AS (
    SELECT m.group_id, COUNT(DISTINCT v.option_id) AS n
    FROM groups_membership m
    JOIN persons_fieldvalue v ON v.person_id = m.person_id
    JOIN persons_field f ON f.id = v.field_id AND f.slug = 'gender'
    WHERE m.ended_at IS NULL AND m.role IN ('host', 'co_host') GROUP BY m.group_id
), actions AS (
    SELECT group_id, COUNT(*) AS n FROM events_event
    WHERE group_id IS NOT NULL AND shown_at IS NOT NULL AND cancelled_at IS NULL
    AND over_at >= {since} AND over_at < {now} AND kind IN ('leaflets', 'stall', 'doors', 'meeting', 'rally')
    GROUP BY group_id
), active AS (
    SELECT group_id, COUNT(*) AS n FROM groups_membership
    WHERE ended_at IS NULL AND role IN ('host', 'co_host', 'member') AND active_at >= {since}
    GROUP BY group_id
), members AS (
    SELECT group_id, COUNT(*) AS n FROM groups_membership
    WHERE ended_at IS NULL AND role IN ('host', 'co_host', 'member') GROUP BY group_id
), certified AS (
    SELECT m.group_id, COUNT(*) + 1 AS n
    FROM groups_membership m
    JOIN groups_membership o ON o.person_id = m.person_id AND o.group_id <> m.group_id
        AND o.role = 'host' AND o.ended_at IS NULL
    JOIN groups_localgroup g ON g.id = o.group_id AND g.closed_at IS NULL
    JOIN groups_certification c ON c.group_id = o.group_id AND c.until IS NULL
    LEFT JOIN groups_certification own ON own.group_id = m.group_id AND own.until IS NULL
    WHERE m.role = 'host' AND m.ended_at IS NULL
    AND (own.id IS NULL OR c.since < own.since OR (c.since = own.since AND c.id < own.id))
    GROUP BY m.group_id
)
SELECT g.id,
    COALESCE(leaders.n, 0) >= 2 AS has_leaders, COALESCE(genders.n, 0) >= 2 AS has_genders,
    COALESCE(actions.n, 0) >= 1 AS has_actions, COALESCE(active.n, 0) >= 4 AS has_active,
    COALESCE(members.n, 0) >= 5 AS has_members, COALESCE(certified.n, 1) <= 1 AS is_only,
    g.created_at <= {month} AS is_old_enough,
    COALESCE(leaders.n, 0), COALESCE(genders.n, 0), COALESCE(actions.n, 0), COALESCE(active.n, 0),
    COALESCE(members.n, 0), COALESCE(certified.n, 1)
FROM groups_localgroup g
LEFT JOIN leaders ON leaders.group_id = g.id LEFT JOIN genders ON genders.group_id = g.id
LEFT JOIN actions ON actions.group_id = g.id LEFT JOIN active ON active.group_id = g.id
LEFT JOIN members ON members.group_id = g.id LEFT JOIN certified ON certified.group_id = g.id
WHERE g.closed_at IS NULL AND g.shown_at IS NOT NULL
"""
HAVERSINE = """
SELECT id, km FROM (
    SELECT id, 12742 * asin(sqrt(
        power(sin(radians(lat - {lat}) / 2), 2)
        + cos(radians({lat})) * cos(radians(lat)) * power(sin(radians(lon - {lon}) / 2), 2)
    )) AS km
    FROM {table}
    WHERE {only} AND lat BETWEEN {south} AND {north} AND lon BETWEEN {west} AND {east}
) near WHERE km <= 100 ORDER BY km, id LIMIT 20
"""


def main() -> None:
    """Measure."""
    _histories()
    _certification()
    _near()


def _histories() -> None:
    """A3: random histories of joining, leaving, death, erasure, merges and silence, each rolled back."""
    from hustings.foundation.accounts.models import User
    from hustings.foundation.territories.models import Zone
    from tests.cast.field.groups.histories import RuleBroken, play

    Zone.objects.create(kind="commune", code="30189", name="Nîmes", name_key="nimes", country="FR")
    User.objects.create_user("dora@example.org", first_name="Dora")
    broken = 0
    for seed in range(HISTORIES):
        try:
            play(range(seed, seed + 1))
        except RuleBroken as why:
            broken += 1
            print(f"history {seed}: {why}")
    report.figure("A3: histories that leave a group alone, or hand one over without a yes", broken,
                  f"of {HISTORIES}", at_most=0)  # fmt: skip


def _sized(n: int) -> int:
    return max(10, int(n * SHARE))


def _certification() -> None:
    from hustings.field.groups.certification.evaluation import evaluate
    from hustings.field.groups.models import Rule

    _fill_and_check()
    rules = list(Rule.objects.in_force())
    found, ours = _best(lambda: evaluate(rules))
    rows, hand = _best(_by_hand)
    met = {each.group for each in found if each.n_missing == 0}
    if len(found) != len(rows) or met != {row[0] for row in rows if all(row[1:8])}:
        raise RuntimeError("the rules and the SQL by hand disagree")
    report.figure("groups that meet all rules", len(met), "groups", beside=len(met))
    report.figure("evaluation by rules", ours * 1000, "ms", beside=hand * 1000)
    _times("A1: rules as data, of SQL by hand", ours / hand)


def _fill_and_check() -> None:
    """All rows, and the first check, which writes verdicts, certifications and notices."""
    from benchmarks import groups_factory, people_factory
    from hustings.field.groups.certification import refresh
    from hustings.field.groups.models import Certification, CertificationRun
    from hustings.foundation.territories.models import Zone

    sizes = {"groups": _sized(GROUPS), "memberships": _sized(MEMBERSHIPS), "events": _sized(EVENTS)}
    report.header("A1: certification", **sizes)
    dice = random.Random(5)
    people = people_factory.fill_names(_sized(PEOPLE))
    zones = list(Zone.objects.filter(kind="commune").values_list("pk", flat=True))
    points = groups_factory.Points(dice)
    groups = groups_factory.groups(sizes["groups"], zones, points)
    groups_factory.memberships(sizes["memberships"], groups, people, dice)
    groups_factory.genders(people, dice)
    groups_factory.events(sizes["events"], groups, points)
    groups_factory.analyse()
    _rules()
    run = CertificationRun.objects.create()
    with report.stopwatch() as seconds:
        refresh.run(run.pk)
    report.figure("first check of all groups, with what it writes", seconds(), "s")
    report.figure("certified", Certification.objects.live().count(), "groups")
    groups_factory.analyse()


def _times(name: str, times: float) -> None:
    print(f"{name}: {times:.2f} times (aim at most {AIM}: {'met' if times <= AIM else 'missed'})")
    report.keep(name, value=times, unit="times")


def _rules() -> None:
    from django.utils import timezone

    from hustings.field.groups.models import Rule

    kinds = ["leaflets", "stall", "doors", "meeting", "rally"]
    for measure, n, days, among in (
        ("leaders", 2, None, []), ("leaders_differ", 2, None, ["gender"]), ("events", 1, 60, kinds),
        ("active_members", 4, 60, []), ("members", 5, None, []), ("certified_of_host", 1, None, []),
        ("age", 1, 30, []),
    ):  # fmt: skip
        Rule.objects.create(measure=measure, n=n, days=days, among=among, valid_from=timezone.localdate())


def _by_hand() -> list[tuple[Any, ...]]:
    import datetime as dt

    from django.db import connection
    from django.utils import timezone

    now = timezone.now()
    kind = "::timestamptz" if connection.vendor == "postgresql" else ""

    def moment(days: int) -> str:
        at = connection.ops.adapt_datetimefield_value(now - dt.timedelta(days=days))
        return f"'{at}'{kind}"

    with connection.cursor() as cursor:
        cursor.execute(BY_HAND.format(now=moment(0), since=moment(60), month=moment(30)))
        return cursor.fetchall()


def _best(ask: Callable[[], Any]) -> tuple[Any, float]:
    """The answer and the best time of some runs, the first of which warms up."""
    times, answer = [], None
    for _run in range(RUNS):
        started = time.perf_counter()
        answer = ask()
        times.append(time.perf_counter() - started)
    return answer, min(times)


def _near() -> None:
    from benchmarks import groups_factory
    from hustings.field.events import finder as events
    from hustings.field.events.models import Event
    from hustings.field.groups import finder as groups
    from hustings.field.groups.models import LocalGroup
    from hustings.foundation.territories.models import Zone

    sizes = {"groups": _sized(NEAR_GROUPS), "events": _sized(NEAR_EVENTS), "points": POINTS}
    report.header("A2: near me", **sizes)
    Event.objects.all().delete()
    LocalGroup.objects.all().delete()
    dice = random.Random(7)
    points = groups_factory.Points(dice)
    from hustings.field.groups.models import GroupKind

    GroupKind.objects.all().delete()
    zones = list(Zone.objects.filter(kind="commune").values_list("pk", flat=True))
    made = groups_factory.groups(sizes["groups"], zones, points)
    groups_factory.events(sizes["events"], made, points, ahead=0.5)
    groups_factory.analyse()
    asked = [
        groups.Point(round(lat, 2), round(lon, 2)) for lat, lon in (points.any() for _n in range(POINTS))
    ]
    only = "closed_at IS NULL AND shown_at IS NOT NULL"
    _compare("groups", "groups_localgroup", only, asked, lambda at: groups.ranked_near(at, 20))
    only = f"cancelled_at IS NULL AND shown_at IS NOT NULL AND over_at >= {_now()}"
    _compare("events", "events_event", only, asked, lambda at: events.ranked_near(at, 20))
    shown = [_timed(lambda at=at: groups.near_point(at))[1] for at in asked]  # type: ignore[misc]
    report.figure("groups with all that the list shows: p95", _p95(shown) * 1000, "ms")
    shown = [_timed(lambda at=at: events.near_point(at))[1] for at in asked]  # type: ignore[misc]
    report.figure("events with all that the list shows: p95", _p95(shown) * 1000, "ms")


def _now() -> str:
    from django.db import connection
    from django.utils import timezone

    at = connection.ops.adapt_datetimefield_value(timezone.now())
    return f"'{at}'::timestamptz" if connection.vendor == "postgresql" else f"'{at}'"


def _compare(what: str, table: str, only: str, asked: list[Any], ours: Callable[[Any], Any]) -> None:
    """Both ways for each point in turn, so that a busy moment hits both."""
    raw = _raw_connection()
    mine, hand = [], []
    for at in asked[:20]:
        ours(at), raw(_haversine(table, only, at))
    for at in asked:
        found, seconds = _timed(lambda at=at: ours(at))  # type: ignore[misc]
        mine.append(seconds)
        rows, seconds = _timed(lambda at=at: raw(_haversine(table, only, at)))  # type: ignore[misc]
        hand.append(seconds)
        if [round(km, 2) for _pk, km in found] != [round(km, 2) for _pk, km in rows]:
            raise RuntimeError(f"{what} near {at}: other ones than by hand")
    report.figure(f"{what}: p95", _p95(mine) * 1000, "ms", beside=_p95(hand) * 1000)
    report.figure(
        f"{what}: median", statistics.median(mine) * 1000, "ms", beside=statistics.median(hand) * 1000
    )
    _times(f"A2: {what} near a point, p95 of raw SQL's", _p95(mine) / _p95(hand))


def _haversine(table: str, only: str, at: Any) -> str:
    from math import cos, radians

    tall = 100 / 111.2
    wide = tall / cos(radians(at.lat))
    return HAVERSINE.format(
        table=table, only=only, lat=at.lat, lon=at.lon, south=at.lat - tall, north=at.lat + tall,
        west=at.lon - wide, east=at.lon + wide,
    )  # fmt: skip


def _raw_connection() -> Callable[[str], list[Any]]:
    """The driver itself; on SQLite with its own trigonometry, which Django replaces by a slower one."""
    from django.db import connection

    if connection.vendor == "postgresql":
        connection.ensure_connection()
        bare: Any = connection.connection

        def ask(sql: str) -> list[Any]:
            with bare.cursor() as cursor:
                cursor.execute(sql)
                return list(cursor.fetchall())

        return ask
    import sqlite3

    own = sqlite3.connect(connection.settings_dict["NAME"])
    return lambda sql: own.execute(sql).fetchall()


def _timed(ask: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    answer = ask()
    return answer, time.perf_counter() - started


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=100)[94]


if __name__ == "__main__":
    report.on_each_database(main)
