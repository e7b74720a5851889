"""Which worker holds which delivery, and what became of it. Sets of rows in short transactions."""

import os
import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, F, Min, OuterRef
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_noop

from hustings.mailing import audience, conditions, letter
from hustings.mailing.measuring import plans
from hustings.mailing.models import Carrier, Delivery, Mailing
from hustings.people.models import Consent, Email, Person, Topic, TopicStand

State = Delivery.State
ATTEMPTS = 7  # with the waits below: a day
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that is ours, and what its letter needs. ``unfit``: why it must not leave."""

    key: int
    address: str
    language: str
    given_name: str
    family_name: str
    town: str
    unfit: str
    says: bool | None = None  # yes or no to being measured
    segments: frozenset[int] = frozenset()  # of parts of the letter, those that they are in


# --- Workers ---------------------------------------------------------------------------------------
def sign_on(lease: float) -> Carrier:
    """Enter this run of a worker."""
    carrier = Carrier.objects.create(
        name=f"{socket.gethostname()}:{os.getpid()}"[:64], expires_at=timezone.now()
    )
    renew(carrier, lease)
    return carrier


def renew(carrier: Carrier, lease: float) -> bool:
    """Hold the lease for ``lease`` seconds more by the database's clock; False where it is no longer ours."""
    later = Now() + timedelta(seconds=lease)
    return bool(Carrier.objects.filter(pk=carrier.pk).update(expires_at=later))


@transaction.atomic
def sign_off(carrier: Carrier) -> None:
    """Close a run: what it claimed is queued again, what is still on the wire becomes unsure.

    So it goes with all that no living run holds.
    """
    if not Carrier.objects.filter(pk=carrier.pk).delete()[0]:
        return  # somebody else closed it
    held = Delivery.objects.filter(
        ~Exists(Carrier.objects.filter(pk=OuterRef("carrier"))),
        mailing__in=Mailing.objects.exclude(state__in=[Mailing.State.DRAFT, Mailing.State.SENT]),
        state__in=[State.CLAIMED, State.SENDING],
    )
    held.filter(state=State.CLAIMED).update(state=State.QUEUED, carrier=None)
    held.filter(state=State.SENDING).update(
        state=State.UNSURE, reason=gettext_noop("The worker ended while the letter was on the wire")
    )


def take_over() -> None:
    """Close the runs whose lease has lapsed: their workers were killed or lost the database."""
    for carrier in Carrier.objects.filter(expires_at__lt=Now()):
        sign_off(carrier)


# --- Claiming --------------------------------------------------------------------------------------
@transaction.atomic
def claim(carrier: Carrier, mailing: Mailing, n: int, *, measures: bool = False) -> list[Claim]:
    """Take up to ``n`` deliveries that are due; others take others at the same time.

    ``measures``: it matters what they say to being measured. A worker that was closed while it waited for the
    database gets none: nobody would ever queue again what it claims.
    """
    if not Carrier.objects.select_for_update().filter(pk=carrier.pk):
        return []
    due = Delivery.objects.filter(mailing=mailing, state=State.QUEUED, due_at__lte=timezone.now())
    due = due.filter(mailing__state__in=Mailing.MOVING).order_by("due_at")
    locked = due.select_for_update(skip_locked=True, of=("self",))
    rows = list(locked.values_list("pk", "person_id", "address")[:n])
    Delivery.objects.filter(pk__in=[key for key, *_ in rows]).update(state=State.CLAIMED, carrier=carrier)
    return _read(mailing, rows, measures)


def _read(mailing: Mailing, rows: list[tuple[int, int, str]], measures: bool) -> list[Claim]:
    """What the letters need, table by table: in one joined question the planner reads whole tables."""
    people = {person for _, person, _ in rows}
    agreed = Consent.objects.live().filter(person__in=people, purpose=mailing.purpose)
    may = set(agreed.order_by().values_list("person_id", flat=True))
    willing = set(Person.objects.filter(pk__in=people).open_to_mail().values_list("pk", flat=True))
    choosing = _choosing(mailing, people)
    emails = audience.usable_emails().filter(person__in=people).values_list("person_id", "address")
    usable = dict(reversed(list(emails)))  # the first of each person
    details = {row[0]: row[1:] for row in _details(people)}
    says = plans.answers(people) if measures else {}
    inside = conditions.members(mailing.conditions, people)
    moved: list[Delivery] = []
    claims = []
    for key, person, address in rows:
        unfit = "" if person in may else gettext_noop("No consent any more")
        usable_now = usable.get(person)
        unfit = unfit or ("" if person in willing else gettext_noop("They want no mail now"))
        unfit = unfit or ("" if person in choosing else gettext_noop("They want no mails of this topic"))
        unfit = unfit or ("" if usable_now else gettext_noop("No address any more that can be written to"))
        if usable_now and usable_now != address:
            moved.append(Delivery(pk=key, address=usable_now))
        language, given, family, kind, zone, around = details[person]
        town = letter.town_of(kind, zone, around)
        claims.append(
            Claim(
                key,
                usable_now or address,
                language,
                given,
                family,
                town,
                unfit,
                says.get(person),
                inside.get(person, frozenset()),
            )
        )
    Delivery.objects.bulk_update(moved, ["address"])
    return claims


def _choosing(mailing: Mailing, people: set[int]) -> set[int]:
    if not mailing.topic:
        return people
    return set(Person.objects.filter(mailing.topic.wanted(), pk__in=people).values_list("pk", flat=True))


def _details(people: set[int]) -> Any:
    return Person.objects.filter(pk__in=people).order_by().values_list(
        "pk", "language", "given_name", "family_name", "zone__kind", "zone__name", "zone__parent__name"
    )  # fmt: skip


# --- The moment of sending -------------------------------------------------------------------------
_D, _M = Delivery._meta.db_table, Mailing._meta.db_table
_C, _E, _P = Consent._meta.db_table, Email._meta.db_table, Person._meta.db_table
_T, _S = Topic._meta.db_table, TopicStand._meta.db_table
_MAY_LEAVE = f"""
    UPDATE {_D} SET state = 'sending' WHERE id IN (%s) AND carrier_id = %%s AND state = 'claimed'
    AND EXISTS (SELECT 1 FROM {_M} m WHERE m.id = {_D}.mailing_id AND m.state IN ('queueing', 'sending')
        AND EXISTS (SELECT 1 FROM {_C} c WHERE c.person_id = {_D}.person_id AND c.purpose = m.purpose
            AND c.is_given)
        AND (m.topic_id IS NULL OR COALESCE(
            (SELECT s.is_in FROM {_S} s WHERE s.person_id = {_D}.person_id AND s.topic_id = m.topic_id),
            (SELECT t.is_default FROM {_T} t WHERE t.id = m.topic_id))))
    AND EXISTS (SELECT 1 FROM {_P} p WHERE p.id = {_D}.person_id AND p.no_mail_since IS NULL
        AND (p.paused_until IS NULL OR p.paused_until <= %%s))
    AND EXISTS (SELECT 1 FROM {_E} e WHERE e.person_id = {_D}.person_id AND e.address = {_D}.address
        AND e.status IN ('unconfirmed', 'confirmed'))
    RETURNING id"""  # noqa: S608 - names of tables
_HANDED_OVER = f"""
    UPDATE {_D} SET state = 'sent', sent_at = %%s, reason = '', attempts = attempts + 1
    WHERE id IN (%s) AND carrier_id = %%s AND state IN ('sending', 'unsure')"""  # noqa: S608


def commit(carrier: Carrier, *, handed_over: Sequence[int], leaving: Sequence[int]) -> set[int]:
    """In one transaction: note what the server took, and mark what leaves next.

    Returns the numbers of those that may leave. Consent, a wish for no mail or none of the topic, address,
    the mailing's state and our own lease are checked by the very statement that marks them; one that is not
    returned must not leave.
    """
    may: set[int] = set()
    with transaction.atomic(), connection.cursor() as cursor:
        now: Any = connection.ops.adapt_datetimefield_value(timezone.now())
        if handed_over:
            cursor.execute(_HANDED_OVER % _marks(handed_over), [now, *handed_over, carrier.pk])
        if leaving:
            cursor.execute(_MAY_LEAVE % _marks(leaving), [*leaving, carrier.pk, now])
            may = {row[0] for row in cursor.fetchall()}
    return may


def _marks(keys: Sequence[int]) -> str:
    return ",".join(["%s"] * len(keys))


# --- What became of the others ---------------------------------------------------------------------
def skip(carrier: Carrier, keys: Iterable[int], reason: str) -> None:
    """Leave them out for good."""
    _held(carrier, keys).update(state=State.SKIPPED, reason=reason)


def fail(carrier: Carrier, key: int, reason: str) -> None:
    """The server said no for good."""
    _held(carrier, [key]).update(state=State.FAILED, reason=reason[:300], attempts=F("attempts") + 1)


def doubt(carrier: Carrier, key: int, reason: str) -> None:
    """It may have arrived or not: it stays as it is until somebody decides."""
    _held(carrier, [key]).update(state=State.UNSURE, reason=reason[:300], attempts=F("attempts") + 1)


def defer(carrier: Carrier, key: int, reason: str) -> None:
    """The server said "later": wait, each time longer, and give up after a day."""
    held = _held(carrier, [key])
    attempts = held.values_list("attempts", flat=True).first()
    if attempts is None:
        return
    if attempts + 1 >= ATTEMPTS:
        fail(carrier, key, reason)
        return
    wait = min(_FIRST_WAIT * 3**attempts, _LONGEST_WAIT)
    held.update(
        state=State.QUEUED,
        carrier=None,
        reason=reason[:300],
        attempts=attempts + 1,
        due_at=timezone.now() + wait,
    )


def put_back(carrier: Carrier, keys: Iterable[int]) -> None:
    """Queue what we claimed and did not touch."""
    _held(carrier, keys).filter(state=State.CLAIMED).update(state=State.QUEUED, carrier=None)


def _held(carrier: Carrier, keys: Iterable[int]) -> Any:
    return Delivery.objects.filter(pk__in=keys, carrier=carrier, state__in=[State.CLAIMED, State.SENDING])


# --- The whole mailing -----------------------------------------------------------------------------
@transaction.atomic
def finish(mailing: Mailing) -> bool:
    """Close the mailing where nothing of it is left to do."""
    Mailing.objects.select_for_update().get(pk=mailing.pk)  # nobody queues a letter again between the two
    if Delivery.objects.filter(mailing=mailing).open().exists():
        return False
    done = Mailing.objects.filter(pk=mailing.pk, state=Mailing.State.SENDING)
    return bool(done.update(state=Mailing.State.SENT, finished_at=timezone.now(), problem=""))


def next_due(mailing: Mailing) -> datetime | None:
    """When there is something to do again: a letter is due, or another worker's lease may lapse."""
    rows = Delivery.objects.filter(mailing=mailing)
    due = rows.filter(state=State.QUEUED).aggregate(at=Min("due_at"))["at"]
    held = rows.filter(state__in=[State.CLAIMED, State.SENDING]).exists()
    lapse = Carrier.objects.aggregate(at=Min("expires_at"))["at"] if held else None
    times = [time for time in (due, lapse) if time]
    return min(times) if times else None
