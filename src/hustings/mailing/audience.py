"""Whom a mailing reaches, counted and queued by sets, never person by person."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL
from django.utils import timezone

from hustings.accounts import access
from hustings.lib import bulk
from hustings.lib.statements import adapted, moment
from hustings.mailing import moments
from hustings.mailing.models import Delivery, Mailing
from hustings.mailing.sending_rights import SEND_MAILINGS
from hustings.mailing.trials import dealing
from hustings.people import segments
from hustings.people.models import Consent, Email, Person
from hustings.people.models.persons import PersonQuerySet
from hustings.people.rights import VIEW_PEOPLE

USABLE = [Email.Status.UNCONFIRMED, Email.Status.CONFIRMED]
CHUNK = 25_000  # people a transaction: longer ones would keep a sign-up waiting
_NOT_SENT = [Mailing.State.DRAFT, Mailing.State.CANCELLED]
_FOUND, _WAITS = "mailing_found", "mailing_waits"


def _address(person: Any) -> Any:
    """Where mails to a person go."""
    return usable_emails().filter(person=person).values("address")[:1]


def usable_emails() -> Any:
    """The addresses that may be written to, the preferred one of each person first."""
    return Email.objects.filter(status__in=USABLE).order_by("position", "pk")


def consenting(purpose: str) -> Any:
    """The numbers of those who stand at yes."""
    return Consent.objects.live().filter(purpose=purpose).values("person")


def of_topic(mailing: Mailing) -> Q:
    """Those who want mails of its topic; everybody where it has none."""
    return mailing.topic.wanted() if mailing.topic else Q()


def within_reach(mailing: Mailing, user: Any) -> PersonQuerySet:
    """The people of the segment in the zones where ``user`` may send."""
    if mailing.asks_for is None:
        return Person.objects.none()
    found = segments.compile(mailing.asks_for)
    return Person.objects.visible_to(user, SEND_MAILINGS).filter(pk__in=found.values("pk"))


def readers(mailing: Mailing, user: Any) -> PersonQuerySet:
    """Those of them who agreed, want mail now, and of this topic, and can be written to."""
    return (
        within_reach(mailing, user)
        .filter(pk__in=consenting(mailing.purpose))
        .open_to_mail()
        .filter(of_topic(mailing))
        .filter(pk__in=Email.objects.filter(status__in=USABLE).values("person"))
    )


@dataclass(frozen=True)
class Reach:
    """How many a mailing reaches, and why the others are left out."""

    segment: int  # of those whom the sender may know of: a local team isn't told how many there are elsewhere
    elsewhere: int  # in zones where the sender may not send
    no_consent: int
    unwilling: int  # they want no mail, or none for a while
    off_topic: int  # they want no mails of this topic
    no_address: int
    bouncing: int
    readers: int
    is_local: bool = False  # only people of some territories are counted


NOBODY = Reach(0, 0, 0, 0, 0, 0, 0, 0)


def _known(mailing: Mailing, user: Any) -> PersonQuerySet | None:
    """The people of the segment whom ``user`` may know of; None: those whom they may write to, no more."""
    if access.everywhere(user, SEND_MAILINGS):
        return None
    found = segments.compile(mailing.asks_for)
    if access.everywhere(user, VIEW_PEOPLE):
        return found
    mine = Q(zone__in=access.zones(user, VIEW_PEOPLE).values("inner"))
    return found.filter(mine | Q(zone__in=access.zones(user, SEND_MAILINGS).values("inner")))


def reach(mailing: Mailing, user: Any) -> Reach:
    """Count them."""
    if mailing.asks_for is None:
        return NOBODY
    reachable = within_reach(mailing, user)
    n_reachable = reachable.count()
    known = _known(mailing, user)
    everyone = n_reachable if known is None else known.count()
    agreed = reachable.filter(pk__in=consenting(mailing.purpose))
    n_agreed = agreed.count()
    open_ = agreed.open_to_mail()
    n_open = open_.count()
    choosing = open_.filter(of_topic(mailing))
    n_choosing = choosing.count() if mailing.topic else n_open
    n_readers = readers(mailing, user).count()
    n_with_any = choosing.filter(pk__in=Email.objects.values("person")).count()
    return Reach(
        segment=everyone,
        elsewhere=everyone - n_reachable,
        no_consent=n_reachable - n_agreed,
        unwilling=n_agreed - n_open,
        off_topic=n_open - n_choosing,
        no_address=n_choosing - n_with_any,
        bouncing=n_with_any - n_readers,
        readers=n_readers,
        is_local=known is not None and not access.everywhere(user, VIEW_PEOPLE),
    )


def queue(mailing: Mailing) -> Iterator[int]:
    """Write one row for each reader, a chunk of people at a time; yields the rows of each chunk.

    It ends where the mailing was taken back to a draft, or cancelled, meanwhile.

    The readers are found once, into a temporary table, and never pass through Python; addresses are looked up
    with each chunk, or the first letter would wait for a million of them. Those in whose zone letters may not
    leave now are queued for when they may. Safe to run again from the start: a person who has a row keeps it.
    Where versions are tested, which the domains of addresses deal, who isn't in the test is kept back.
    """
    everyone = readers(mailing, mailing.sent_by).annotate(
        found=F("pk"), chosen=Subquery(_address(OuterRef("pk")))
    )
    connection = connections[everyone.db]
    trial = dealing.of(mailing)
    columns = ["found", "zone_id", *(["chosen", "language"] if trial else [])]
    sql, params = everyone.order_by().values_list(*columns).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {_FOUND}")
        cursor.execute(f"CREATE TEMPORARY TABLE {_FOUND} AS {sql}", params)
        if trial:
            cursor.execute(f"SELECT count(*) FROM {_FOUND}")  # noqa: S608 - a name of ours
            if n := cursor.fetchone()[0]:
                dealing.deal(cursor, _FOUND, trial, n)
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
                n_more = _insert(connection, mailing, start, start + step, is_dealt=trial is not None)
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
    found = moments.by_zone(mailing, [zone for (zone,) in cursor.fetchall()], timezone.now())
    waits = [
        (zone, adapted(wait.due_at, connection), wait.reason)
        for zone, wait in found.items()
        if isinstance(wait, moments.Wait)
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
        address, usable = _address(reader).query.sql_with_params()
    statement = f"""
        INSERT INTO {Delivery._meta.db_table} ({columns})
        WITH readers AS MATERIALIZED (
            SELECT found, zone_id, {version}, ({address}) AS chosen
            FROM {_FOUND} WHERE found >= %s AND found < %s
        )
        SELECT found, chosen, %s, {state}, version, COALESCE(reason, ''), 0,
            COALESCE(due_at, {moment(connection)})
        FROM readers LEFT JOIN {_WAITS} ON zone = COALESCE(zone_id, {moments.NO_ZONE})
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
