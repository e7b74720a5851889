"""Enrolment: found by one question, kept in a temporary table, written in short transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import DateTimeField, Max, Q, QuerySet, Value

from hustings.foundation.lib.sql.sql_dialects import adapted, moment
from hustings.outreach.automations import exits
from hustings.outreach.automations.models import Enrolment, Sequence, Trigger, TriggerMember
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS
from hustings.people.persons.models.persons import PersonQuerySet
from hustings.people.segments import criteria

CHUNK = 25_000  # people a transaction
_FOUND = "sequences_found"
_E = Enrolment._meta.db_table
_IN = f"""
    INSERT INTO {_E}
        (person_id, sequence_id, round, due_at, entered_at, caused_at, operation_id, trigger_id, user_id,
        ending)
    SELECT found, %s, 1 + COALESCE((SELECT max(e.round) FROM {_E} e
            WHERE e.person_id = found AND e.sequence_id = %s), 0),
        {{at}}, {{at}}, {_FOUND}.caused_at, {_FOUND}.operation_id, %s, %s, ''
    FROM {_FOUND} WHERE found >= %s AND found < %s
    AND NOT EXISTS (SELECT 1 FROM {_E} e WHERE e.person_id = found AND e.sequence_id = %s AND (
        e.ended_at IS NULL OR {{again}}))
    ON CONFLICT DO NOTHING"""  # noqa: S608 - names of ours

_MEMBERS = f"""
    INSERT INTO {TriggerMember._meta.db_table} (trigger_id, person_id)
    SELECT %s, found FROM {_FOUND} WHERE found >= %s AND found < %s ON CONFLICT DO NOTHING"""  # noqa: S608


def fit(sequence: Sequence) -> PersonQuerySet:
    people = exits.willing(sequence).visible_to(sequence.started_by, SEND_MAILINGS)
    if sequence.criteria is not None:
        people = people.filter(exits.outside_of(criteria.compile(sequence.criteria)))
    return people


def may_come(sequence: Sequence, now: datetime) -> Q:
    """Those who are not in it, and were not or may come again. For a filter of people."""
    before = Enrolment.objects.filter(sequence=sequence)
    if sequence.again_after is not None:
        since = now - timedelta(days=sequence.again_after)
        before = before.filter(Q(ended_at=None) | Q(entered_at__gt=since))
    return ~Q(pk__in=before.values("person"))


def bring(
    sequence: Sequence,
    causes: QuerySet[Any],
    *,
    trigger: Trigger | None = None,
    user: int | None = None,
    now: datetime,
    by_operations: bool = False,
) -> int:
    """Bring in rows of ``person`` and ``moment`` and note who is in the trigger's segment; how many.

    ``by_operations``: the rows have an ``operation``, too. It is kept, as undoing it takes people out again.
    """
    columns = {"last": Max("moment"), **({"of": Max("operation")} if by_operations else {})}
    rows = causes.order_by().values("person").annotate(**columns)
    rows = rows.filter(person__in=fit(sequence).values("pk")).values_list("person", *columns)
    n = 0
    with _found(rows, by_operations=by_operations) as ranges:
        for start, end in ranges:
            with transaction.atomic():
                if not _held(sequence):
                    break
                n += _write(sequence, trigger, user, now, (start, end))
                if trigger and trigger.segment_id:
                    _remember(trigger, start, end)
    return n


def snapshot(trigger: Trigger, inside: QuerySet[Any], now: datetime) -> None:
    """Note who is in a trigger's segment at the beginning: they do not come in for that."""
    moment = Value(now, output_field=DateTimeField())
    with _found(inside.annotate(moment=moment).values_list("pk", "moment")) as ranges:
        for start, end in ranges:
            with transaction.atomic():
                _remember(trigger, start, end)


def _remember(trigger: Trigger, start: int, end: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_MEMBERS, [trigger.pk, start, end])


def _held(sequence: Sequence) -> bool:
    """One at a time brings people in: so nobody comes twice for one cause."""
    held = Sequence.objects.select_for_update(of=("self",)).filter(pk=sequence.pk).first()
    return held is not None and held.is_running


@contextmanager
def _found(rows: QuerySet[Any], *, by_operations: bool = False) -> Iterator[Iterator[tuple[int, int]]]:
    """The answer in a table ``_FOUND`` (found, caused_at, operation_id); yields ranges of its people."""
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {_FOUND}")
        columns = f"found bigint PRIMARY KEY, caused_at {_type()}, operation_id bigint"
        cursor.execute(f"CREATE TEMPORARY TABLE {_FOUND} ({columns})")
        given = "found, caused_at, operation_id" if by_operations else "found, caused_at"
        cursor.execute(f"INSERT INTO {_FOUND} ({given}) {sql}", params)
        cursor.execute(f"SELECT min(found), max(found), count(*) FROM {_FOUND}")  # noqa: S608 - a name of ours
        first, last, n = cursor.fetchone()
    try:
        yield _ranges(first, last, n) if n else iter(())
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {_FOUND}")


def _type() -> str:
    return "timestamptz" if connection.vendor == "postgresql" else "text"


def _ranges(first: int, last: int, n: int) -> Iterator[tuple[int, int]]:
    step = max((last - first + 1) * CHUNK // n, 1) if n > CHUNK else last - first + 1
    for start in range(first, last + 1, step):
        yield start, start + step


def _write(
    sequence: Sequence, trigger: Trigger | None, user: int | None, now: datetime, between: tuple[int, int]
) -> int:
    at, again, extra = moment(), "true", []
    if sequence.again_after is not None:
        again = f"e.caused_at >= {_FOUND}.caused_at OR e.entered_at > {at}"
        extra = [adapted(now - timedelta(days=sequence.again_after))]
    here = adapted(now)
    key = sequence.pk
    with connection.cursor() as cursor:
        cursor.execute(
            _IN.format(at=at, again=again),
            [key, key, here, here, trigger.pk if trigger else None, user, *between, key, *extra],
        )
        return int(cursor.rowcount)
