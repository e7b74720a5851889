"""The nightly count: figures of all open groups in a few statements, their health, nudges to silent ones.

Counts are those that certification knows, so one pass over each table serves them all.
"""

import datetime as dt
import logging
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Exists, Max, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from hustings.field.groups.certification import notices
from hustings.field.groups.certification.evaluation import Asked, statement
from hustings.field.groups.certification.measures import Measure, Part, measures, places
from hustings.field.groups.certification.own_measures import MEMBERSHIPS
from hustings.field.groups.health.signs import signs
from hustings.field.groups.health.states import GROWTH, About, health
from hustings.field.groups.models import (
    MEMBERS,
    GroupFigures,
    GroupKind,
    GroupNotice,
    Health,
    LocalGroup,
    Membership,
    Rule,
    Welcome,
)
from hustings.foundation.file_imports.models import ImportLine
from hustings.foundation.lib.sql.sql_dialects import adapted, moment

log = logging.getLogger(__name__)
LATELY, NUDGED = 90, 30  # days
CHUNK = 500
JOINED = Measure(
    "joined", "", lambda n, days, among: "",
    lambda ask: Part(
        MEMBERSHIPS, f"m.role IN ({places(MEMBERS)}) AND m.since >= {moment()}",
        (*map(str, MEMBERS), adapted(ask.since)),
    ),
    has_days=True,
)  # fmt: skip
COUNTED = {  # figure -> measure, days
    "n_members": ("members", None), "n_leaders": ("leaders", None), "n_joined": ("joined", GROWTH),
    "n_events": ("events", LATELY), "n_came": ("participants", LATELY),
}  # fmt: skip


def run() -> None:
    """Count, write, nudge. Twice in a night is like once."""
    now = timezone.now()
    rows = [GroupFigures(as_of=now, **values) for values in figures(now)]
    for at in range(0, len(rows), CHUNK):
        chunk = rows[at : at + CHUNK]
        names = [one.name for one in GroupFigures._meta.concrete_fields if not one.primary_key]
        with transaction.atomic():
            GroupFigures.objects.bulk_create(
                chunk, update_conflicts=True, unique_fields=["group"], update_fields=names
            )
            _nudge([row for row in chunk if row.health == Health.SILENT], now)
    GroupFigures.objects.exclude(as_of=now).delete()
    log.info("groups.figures n=%s", len(rows))


def figures(now: dt.datetime) -> list[dict[str, Any]]:
    """Values of a row for each open group."""
    counts, last, welcomes, about = _counts(now), _last_signs(), _welcomes(now), _about(now)
    found = []
    for pk, said in about.items():
        values: dict[str, Any] = {
            "group_id": pk,
            **counts.get(pk, {}),
            **welcomes.get(pk, {}),
            "last_sign_at": last.get(pk),
        }
        values["health"] = health(values, said, now)
        found.append(values)
    return found


def _counts(now: dt.datetime) -> dict[int, dict[str, int]]:
    known = {name: JOINED if name == "joined" else measures.find(name) for name, _days in COUNTED.values()}
    asked, names = [], []
    for figure, (name, days) in COUNTED.items():
        if measure := known[name]:
            asked.append(Asked(Rule(measure=name, days=days), measure, 0))
            names.append(figure)
    with connection.cursor() as cursor:
        cursor.execute(*statement(asked, now))
        return {pk: dict(zip(names, counts, strict=True)) for pk, _kind, *counts in cursor.fetchall()}


def _last_signs() -> dict[int, dt.datetime]:
    """Last signs by group: a leader did something, a member came or joined, an event took place."""
    rows = Membership.objects.live().values("group").annotate(active=Max("active_at"), joined=Max("since"))
    found = {
        row["group"]: max(filter(None, [row["active"], row["joined"]])) for row in rows.order_by("group")
    }
    for each in signs.all():
        for group, at in each().items():
            found[group] = max(at, found.get(group, at))
    return found


def _welcomes(now: dt.datetime) -> dict[int, dict[str, int]]:
    lately = Welcome.objects.filter(membership__since__gte=now - dt.timedelta(days=LATELY))
    rows = lately.values("membership__group").annotate(
        n=Count("pk"), done=Count("pk", filter=Q(done_at__isnull=False))
    )
    return {row["membership__group"]: {"n_newcomers": row["n"], "n_welcomed": row["done"]} for row in rows}


def _about(now: dt.datetime) -> dict[int, About]:
    hosts = Membership.objects.hosts().filter(group=OuterRef("pk"))
    rows = LocalGroup.objects.shown().annotate(
        is_hostless=Q(hosted_at__isnull=False) & ~Exists(hosts),
        weeks=Coalesce("kind__silence_weeks", GroupKind().silence_weeks),
    )
    imported = _imported(now)
    return {
        pk: About(created, is_hostless, weeks, is_imported=pk in imported)
        for pk, created, is_hostless, weeks in rows.values_list("pk", "created_at", "is_hostless", "weeks")
    }


def _imported(now: dt.datetime) -> set[int]:
    """Groups that a file brought lately: they were founded before."""
    lines = ImportLine.objects.filter(
        file__target="groups", file__made_at__gte=now - dt.timedelta(days=2 * GROWTH),
        outcome=ImportLine.Outcome.NEW, record__isnull=False,
    )  # fmt: skip
    return {pk for pk in lines.values_list("record", flat=True) if pk is not None}


def _nudge(silent: list[GroupFigures], now: dt.datetime) -> None:
    """Write to the hosts of silent groups, at most once in a while."""
    keys = [row.group_id for row in silent]
    since = now - dt.timedelta(days=NUDGED)
    lately = GroupNotice.objects.filter(about=GroupNotice.About.NUDGE, made_at__gte=since, group__in=keys)
    told = set(lately.values_list("group", flat=True))
    led = set(Membership.objects.leaders().filter(group__in=keys).values_list("group", flat=True))
    notices.add([
        GroupNotice(
            group_id=row.group_id, about=GroupNotice.About.NUDGE, made_at=now,
            data={"days": (now - row.last_sign_at).days if row.last_sign_at else ""},
        )
        for row in silent if row.group_id in led - told
    ])  # fmt: skip
