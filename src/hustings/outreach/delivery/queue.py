"""The queue of deliveries: a row for each reader of a mailing, written by sets, never person by person."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, OuterRef, Subquery
from django.db.models.expressions import RawSQL
from django.utils import timezone

from hustings.foundation.contributions import Registry
from hustings.foundation.lib.sql import bulk
from hustings.foundation.lib.sql.sql_dialects import adapted, moment
from hustings.outreach.delivery import send_windows
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings import audience
from hustings.outreach.mailings.models import Mailing

CHUNK = 25_000  # people a transaction: longer ones would keep a sign-up waiting
_NOT_SENT = [Mailing.State.DRAFT, Mailing.State.CANCELLED]
_FOUND, _WAITS = "mailing_found", "mailing_waits"

Assign = Callable[[Any, str, int], None]  # a cursor, a table of so many readers: it gets a column of versions
# One: deals tested versions
assigners = Registry[Callable[[Mailing], Assign | None]]("delivery.queue.assigners")


def queue(mailing: Mailing) -> Iterator[int]:
    """Write one row for each reader, a chunk at a time, and yield each; it ends with the mailing.

    Readers are found once, into a temporary table; addresses with each chunk, or the first letter would wait
    for all. Safe to run again. ``assigners`` keep back who isn't in a test of versions.
    """
    everyone = audience.readers(mailing, mailing.sent_by).annotate(
        found=F("pk"), chosen=Subquery(audience.address(OuterRef("pk")))
    )
    connection = connections[everyone.db]
    find = assigners.only()
    assign = find(mailing) if find else None
    columns = ["found", "zone_id", *(["chosen", "language"] if assign else [])]
    sql, params = everyone.order_by().values_list(*columns).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {_FOUND}")
        cursor.execute(f"CREATE TEMPORARY TABLE {_FOUND} AS {sql}", params)
        if assign:
            cursor.execute(f"SELECT count(*) FROM {_FOUND}")  # noqa: S608 - a name of ours
            if n := cursor.fetchone()[0]:
                assign(cursor, _FOUND, n)
        cursor.execute(f"CREATE INDEX {_FOUND}_by_id ON {_FOUND} (found)")
        cursor.execute(f"ANALYZE {_FOUND}")
        cursor.execute(f"SELECT min(found), max(found), count(*) FROM {_FOUND}")  # noqa: S608 - a name of ours
        first, last, n = cursor.fetchone()
        _note_waits(cursor, connection, mailing)
    try:
        if n:
            # Few readers are written at once, whatever the range of their numbers.
            step = max((last - first + 1) * CHUNK // n, 1) if n > CHUNK else last - first + 1
            for start in range(first, last + 1, step):
                n_more = _insert(connection, mailing, start, start + step, is_dealt=assign is not None)
                if n_more is None:
                    return
                yield n_more
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {_FOUND}")
            cursor.execute(f"DROP TABLE IF EXISTS {_WAITS}")


def _note_waits(cursor: Any, connection: BaseDatabaseWrapper, mailing: Mailing) -> None:
    """The zones of the readers in which letters have to wait, until when, and why."""
    kind = {"postgresql": "timestamptz"}.get(connection.vendor, "text")
    cursor.execute(f"DROP TABLE IF EXISTS {_WAITS}")
    cursor.execute(f"CREATE TEMPORARY TABLE {_WAITS} (zone bigint PRIMARY KEY, due_at {kind}, reason text)")
    cursor.execute(f"SELECT DISTINCT zone_id FROM {_FOUND}")  # noqa: S608 - a name of ours
    found = send_windows.by_zone(mailing, [zone for (zone,) in cursor.fetchall()], timezone.now())
    waits = [
        (zone, adapted(wait.due_at, connection), wait.reason)
        for zone, wait in found.items()
        if isinstance(wait, send_windows.Wait)
    ]
    bulk.insert(_WAITS, ["zone", "due_at", "reason"], waits, using=connection.alias)
    cursor.execute(f"ANALYZE {_WAITS}")


def _insert(
    connection: BaseDatabaseWrapper, mailing: Mailing, start: int, end: int, *, is_dealt: bool
) -> int | None:
    """One chunk in a transaction of its own; None where the mailing is not what it was when it was sent."""
    columns = "person_id, address, mailing_id, state, version, reason, attempts, due_at"
    state = "CASE version WHEN '' THEN 'held' ELSE 'queued' END" if is_dealt else "'queued'"
    version = "version" if is_dealt else "'' AS version"
    address, usable = "chosen", ()  # the versions were dealt by it
    if not is_dealt:
        reader = RawSQL(f"{_FOUND}.found", [])  # noqa: S611 - a name of ours
        address, usable = audience.address(reader).query.sql_with_params()
    statement = f"""
        INSERT INTO {Delivery._meta.db_table} ({columns})
        WITH readers AS MATERIALIZED (
            SELECT found, zone_id, {version}, ({address}) AS chosen
            FROM {_FOUND} WHERE found >= %s AND found < %s
        )
        SELECT found, chosen, %s, {state}, version, COALESCE(reason, ''), 0,
            COALESCE(due_at, {moment(connection)})
        FROM readers LEFT JOIN {_WAITS} ON zone = COALESCE(zone_id, {send_windows.NO_ZONE})
        WHERE chosen IS NOT NULL ORDER BY found
        ON CONFLICT (person_id, mailing_id, round) DO NOTHING
    """  # noqa: S608 - names of ours and parameters
    due = adapted(timezone.now(), connection)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        sent = Mailing.objects.using(connection.alias).filter(pk=mailing.pk, started_at=mailing.started_at)
        if not sent.exclude(state__in=_NOT_SENT).select_for_update(no_key=True):
            return None
        cursor.execute(statement, [*usable, start, end, mailing.pk, due])
        return int(cursor.rowcount)
