"""Moves of thousands of enrolments at once. The caller's transaction holds sequence and enrolments."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import F
from django.utils import timezone

from hustings.foundation.lib.sql.sql_dialects import adapted, moment, one_of
from hustings.outreach.automations import wait_times
from hustings.outreach.automations.flow import Flow
from hustings.outreach.automations.models import Enrolment, Passage, Step
from hustings.outreach.automations.models import Sequence as Sequence_
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.models.reasons import NotSent, because
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons.models import Email, Person

Ending = Enrolment.Ending
BATCH = 5_000  # people a transaction
_OPEN = [Delivery.State.QUEUED, Delivery.State.CLAIMED, Delivery.State.SENDING]
_NOT_ON_WIRE = (Delivery.State.QUEUED, Delivery.State.CLAIMED)
_E, _P, _S = Enrolment._meta.db_table, Passage._meta.db_table, Sequence_._meta.db_table
_PASS = f"""
    INSERT INTO {_P} (enrolment_id, step_id, result, at)
    SELECT e.id, %s, %s, {{moment}} FROM {_E} e WHERE e.id {{keys}}
    ON CONFLICT (enrolment_id, step_id) DO NOTHING RETURNING enrolment_id"""  # noqa: S608 - names of tables


def hold(sequence: int, states: Collection[str] = (Sequence_.State.RUNNING,)) -> bool:
    """Lock the row until the transaction ends; False where the sequence is in no such state."""
    share = " FOR SHARE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT state FROM {_S} WHERE id = %s{share}", [sequence])  # noqa: S608 - a table's name
        found = cursor.fetchone()
    return bool(found and found[0] in states)


def written_down(keys: Collection[int], step: Step, now: datetime, result: str = "") -> list[int]:
    """Note that they are past it; returns those who were not before."""
    if not keys:
        return []
    clause, value = one_of(keys)
    with connection.cursor() as cursor:
        statement = _PASS.format(keys=clause, moment=moment())
        cursor.execute(statement, [step.pk, result, adapted(now), value])
        return [row[0] for row in cursor.fetchall()]


def arrive(keys: Collection[int], step: Step | None, now: datetime) -> None:
    if not keys:
        return
    if step is None:
        finish(keys, Ending.THROUGH, now)
        return
    found = Enrolment.objects.filter(pk__any_of=list(keys))
    if step.kind != "wait":
        found.update(step=step, due_at=now)
        return
    clock = wait_times.campaign_clock()
    found.update(step=step, due_at=wait_times.due(step.value, now, clock))
    before = Passage.objects.filter(step=step, enrolment__in=found.values("pk"))
    if again := list(before.values_list("enrolment_id", flat=True)):  # nobody waits twice
        Enrolment.objects.filter(pk__any_of=again).update(due_at=now)


def finish(keys: Collection[int], ending: str, now: datetime, *, held: Collection[str] = _NOT_ON_WIRE) -> int:
    """Have them leave. Their letters that are ``held``, by their state, do not."""
    found = Enrolment.objects.filter(pk__any_of=list(keys)).open()
    if ending != Ending.THROUGH:
        _hold_letters(found.filter(due_at=None), held)
    return found.update(ended_at=now, ending=ending, due_at=None)


def _hold_letters(found: Any, states: Collection[str]) -> None:
    waiting_for = list(found.exclude(step=None).values_list("person_id", "step__mailing_id"))
    for mailing in {mailing for _person, mailing in waiting_for}:
        people = [person for person, of in waiting_for if of == mailing]
        held = Delivery.objects.filter(mailing=mailing, person__in=people_of(people), state__in=states)
        held.update(state=Delivery.State.SKIPPED, carrier=None, **because(NotSent.LEFT_SEQUENCE))


def people_of(keys: Sequence[int]) -> Any:
    return Person.objects.filter(pk__any_of=keys).values("pk")


def come_in(sequence: Sequence_, flow: Flow, now: datetime) -> int:
    at_door = Enrolment.objects.open().filter(sequence=sequence, step=None, due_at__lte=now)
    keys = due(at_door)
    arrive(keys, flow.first, now)
    return len(keys)


def due(found: Any) -> list[int]:
    """Some of those enrolments, ours until the transaction ends; others take others at the same time."""
    locked = found.order_by("due_at", "pk").select_for_update(skip_locked=True, of=("self",))
    return list(locked.values_list("pk", flat=True)[:BATCH])


def settled(step: Step) -> list[tuple[int, str]]:
    """Those whose letter has an outcome, with it; without a row of it, it was left out."""
    share = " FOR UPDATE OF e SKIP LOCKED" if connection.vendor == "postgresql" else ""
    table = Delivery._meta.db_table
    marks = ", ".join(["%s"] * len(_OPEN))
    statement = f"""
        SELECT e.id, COALESCE(d.state, 'skipped') FROM {_E} e LEFT JOIN {table} d
        ON d.person_id = e.person_id AND d.mailing_id = %s AND d.round = e.round
        WHERE e.step_id = %s AND e.due_at IS NULL AND e.ended_at IS NULL
        AND (d.state IS NULL OR d.state NOT IN ({marks})) LIMIT {BATCH}{share}"""  # noqa: S608 - names of ours
    with connection.cursor() as cursor:
        cursor.execute(statement, [step.mailing_id, step.pk, *_OPEN])
        found: list[tuple[int, str]] = cursor.fetchall()
    return found


_LETTERS = """
    INSERT INTO {deliveries} (person_id, mailing_id, round, address, state, reason, attempts, due_at)
    SELECT found.person_id, %s, found.round, COALESCE(found.address, ''),
        CASE WHEN found.address IS NULL THEN 'skipped' ELSE 'queued' END,
        CASE WHEN found.address IS NULL THEN %s ELSE '' END, 0, {moment}
    FROM (SELECT e.person_id, e.round, (SELECT m.address FROM {emails} m WHERE m.person_id = e.person_id
        AND m.status IN ('unconfirmed', 'confirmed') ORDER BY m.position, m.id LIMIT 1) AS address
        FROM {enrolments} e WHERE e.id {keys}) AS found WHERE true
    ON CONFLICT (person_id, mailing_id, round) DO NOTHING"""


def write_letters(keys: Collection[int], mailing: Mailing, now: datetime) -> int:
    """A delivery for each who has none yet; they wait until it has left."""
    clause, value = one_of(keys)
    statement = _LETTERS.format(
        deliveries=Delivery._meta.db_table, emails=Email._meta.db_table, enrolments=_E, keys=clause,
        moment=moment(),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(statement, [mailing.pk, NotSent.NO_ADDRESS.value, adapted(now), value])
        n = int(cursor.rowcount)
    Enrolment.objects.filter(pk__any_of=list(keys)).update(due_at=None)
    if n:
        Mailing.objects.filter(pk=mailing.pk).update(n_deliveries=F("n_deliveries") + n)
    return n


def now_or(now: datetime | None) -> datetime:
    return now or timezone.now()
