"""The next contact, claimed by one statement; leases told anew, given back, lapsed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Containment
from hustings.outreach.calls import order
from hustings.outreach.calls.models import Call, Callee, CallList
from hustings.outreach.calls.rights import CALL

_T = Callee._meta.db_table
# Of people who promised to be there, the first; else the least contacted. Both walk an index in its order,
# unless so few are due that reading those few and sorting them is less: ``+ 0`` keeps that index out.
_CLAIM = """
    UPDATE {t} SET claimed_by_id = %s, claimed_until = %s, claim = %s, rung_at = NULL
    WHERE claimed_by_id IS NULL AND done_at IS NULL AND id = COALESCE(
        (SELECT c.id FROM {t} c {back} WHERE {free} AND c.call_back_at IS NOT NULL
            ORDER BY c.call_back_at, c.id LIMIT 1 {skip}),
        (SELECT c.id FROM {t} c {by} WHERE {free} AND c.call_back_at IS NULL
            ORDER BY c.pressure{few}, c.priority DESC, c.shuffle, c.id LIMIT 1 {skip}))
    RETURNING id"""
_DUE = """c.call_list_id = %s AND c.done_at IS NULL AND c.claimed_by_id IS NULL AND c.due_at <= %s
        AND c.ground IN ({grounds})"""
_FREE = """{due} {within}
        AND NOT EXISTS (SELECT 1 FROM {t} o WHERE o.claimed_by_id IS NOT NULL AND o.person_id = c.person_id)
        AND NOT EXISTS (SELECT 1 FROM {t} o WHERE o.claimed_by_id IS NOT NULL AND o.number = c.number)"""
_COUNT = "SELECT COUNT(*) FROM (SELECT 1 FROM {t} c WHERE {due} LIMIT {most}) AS found"
_FEW = 200
_OVER: dict[str, Any] = {"claimed_by": None, "claimed_until": None, "claim": None, "rung_at": None}
_RACES = 5  # two took people of one number at the same moment: the second looks again


def held_by(user: User) -> Callee | None:
    """The contact in this caller's hands, if any."""
    return Callee.objects.filter(claimed_by=user).select_related("person", "call_list").first()


@dataclass(frozen=True, slots=True)
class _Search:
    """One look for the next contact: its list, caller, open grounds, moment and territories."""

    call_list: CallList
    user: User
    grounds: tuple[str, ...]
    now: datetime
    within: str
    zones: tuple[int, ...]

    @property
    def due(self) -> str:
        return _DUE.format(grounds=", ".join(["%s"] * len(self.grounds)))

    @property
    def asked(self) -> list[Any]:
        adapt = connection.ops.adapt_datetimefield_value
        return [self.call_list.pk, adapt(self.now), *self.grounds]


def take(call_list: CallList, user: User, grounds: Sequence[str], now: datetime) -> Callee | None:
    """Lease the next contact to ``user``, who holds none; None where nobody is free."""
    if not grounds:
        return None
    search = _Search(call_list, user, tuple(grounds), now, *_within(user))
    for _race in range(_RACES):
        if not (n := _n_due(search)):
            return None
        try:
            with transaction.atomic():
                return _take(search, few=n <= _FEW)
        except IntegrityError:
            if held := held_by(user):  # the same caller's other tab was faster
                return held
    return None


def _n_due(search: _Search) -> int:
    """How many are due, not going on beyond some; without a lock."""
    statement = _COUNT.format(t=_T, due=search.due, most=_FEW + 1)
    with connection.cursor() as cursor:
        cursor.execute(statement, search.asked)
        return int(cursor.fetchone()[0])


def _take(search: _Search, *, few: bool) -> Callee | None:
    claim = uuid4()
    asked = [*search.asked, *search.zones]
    free = _FREE.format(t=_T, due=search.due, within=search.within)
    skip = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    until = order.holds_until(search.now, is_rung=False)
    values = [search.user.pk, connection.ops.adapt_datetimefield_value(until), _uuid(claim), *asked, *asked]
    by = back = ""
    if connection.vendor == "sqlite":  # it keeps no figures by which it could choose
        back = "INDEXED BY callees_to_call_back"
        by = "INDEXED BY callees_due" if few else "INDEXED BY callees_in_turn"
    plan = {"by": by, "back": back, "few": " + 0" if few else "", "skip": skip}
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM.format(t=_T, free=free, **plan), values)
        row = cursor.fetchone()
    if row is None:
        return None
    found = Callee.objects.select_related("person", "call_list").get(pk=row[0])
    Call.objects.create(
        call_list=search.call_list, callee=found, person=found.person, user=search.user, claim=claim,
        began_at=search.now,
    )  # fmt: skip
    return found


def _uuid(value: UUID) -> Any:
    return value if connection.features.has_native_uuid_field else value.hex


def _within(user: User) -> tuple[str, tuple[int, ...]]:
    """A condition for those who call in some territories only."""
    if access.everywhere(user, CALL):
        return "", ()
    outer = tuple(grant.zone_id for grant in access.grants(user, CALL) if grant.zone_id)
    if not outer:
        return "AND 1 = 0", ()
    marks = ", ".join(["%s"] * len(outer))
    table = Containment._meta.db_table
    return f"AND c.zone_id IN (SELECT inner_id FROM {table} WHERE outer_id IN ({marks}))", outer  # noqa: S608


def beat(claim: UUID, user: User, now: datetime) -> bool:
    """Say that the page is still there; False once the lease is over."""
    found = Callee.objects.filter(claim=claim, claimed_by=user, claimed_until__gt=now)
    rung = found.filter(rung_at__isnull=False)
    n = rung.update(claimed_until=order.holds_until(now, is_rung=True))
    return bool(n or found.update(claimed_until=order.holds_until(now, is_rung=False)))


def ring(claim: UUID, user: User, now: datetime) -> bool:
    """Note that the number was dialled: the phone may sleep now, and nobody else rings them."""
    found = Callee.objects.filter(claim=claim, claimed_by=user, claimed_until__gt=now)
    if not found.update(rung_at=now, claimed_until=order.holds_until(now, is_rung=True)):
        return False
    Call.objects.filter(claim=claim, rung_at=None).update(rung_at=now)
    return True


def free(found: Callee, **more: Any) -> bool:
    """Take the lease off, with what becomes of the contact; False where it is another's by now."""
    return bool(Callee.objects.filter(pk=found.pk, claim=found.claim).update(**_OVER, **more))


def lock(key: int) -> Callee:
    """A contact with all who rest when they are rung, locked in one order, and before any call's row."""
    found = Callee.objects.select_related("call_list").get(pk=key)
    same = Q(pk=key) | Q(person=found.person_id, done_at=None) | Q(number=found.number, done_at=None)
    rows = {one.pk: one for one in Callee.objects.filter(same).order_by("pk").select_for_update(of=("self",))}
    rows[key].call_list = found.call_list
    return rows[key]


@transaction.atomic
def release(claim: UUID, user: User, now: datetime) -> bool:
    """Give a contact back at once. Once dialled it is not: only a result or time ends that."""
    found = Callee.objects.filter(claim=claim, claimed_by=user, rung_at=None).first()
    if found is None or not free(found):
        return False
    close(claim, Call.End.RELEASED, now)
    return True


@transaction.atomic
def forbid(found: Callee, end: str, now: datetime) -> None:
    """End a lease because of a no; the contact is called no more on this list."""
    if free(found, done_at=now, end=end):
        close(found.claim, Call.End.FORBIDDEN, now)


@transaction.atomic
def take_back(found: Callee, now: datetime, **more: Any) -> None:
    """Take a contact out of the hands of somebody who has not rung them: another just has."""
    if free(found, **more):
        close(found.claim, Call.End.CALLED, now)


def lapse(now: datetime) -> int:
    """Free whoever is held by a page that is gone. If they were rung, that was a try, and they rest."""
    held = Callee.objects.filter(claimed_by__isnull=False, claimed_until__lte=now)
    return sum(_lapse(found, now) for found in held)


@transaction.atomic
def _lapse(found: Callee, now: datetime) -> bool:
    found = lock(found.pk)
    rest = tried(found, now) if found.rung_at else {}
    gone = Callee.objects.filter(pk=found.pk, claim__isnull=False, claim=found.claim, claimed_until__lte=now)
    if not gone.filter(rung_at=found.rung_at).update(
        **_OVER, **rest
    ):  # it beat after all, or another was faster
        return False
    close(found.claim, Call.End.LAPSED, now)
    if found.rung_at:
        rest_others(found, now)
    return True


def tried(found: Callee, now: datetime) -> dict[str, Any]:
    """Changes after a call that nobody answered."""
    n = found.n_tries + 1
    if n >= found.call_list.tries:
        return {"n_tries": n, "call_back_at": None, "done_at": now, "end": Callee.End.TRIES}
    due_at = order.next_try(now, n - 1, rest_of(found.call_list))
    return {"n_tries": n, "call_back_at": None, "due_at": due_at, "pressure": found.pressure + 1}


def rest_others(found: Callee, now: datetime) -> None:
    """Nobody is rung twice in a rest: the same person on other lists, the same number of others."""
    until = now + rest_of(found.call_list)
    same = Callee.objects.filter(Q(person=found.person_id) | Q(number=found.number), done_at=None)
    same = same.exclude(pk=found.pk).filter(call_back_at=None, due_at__lt=until)
    same.update(due_at=until, pressure=F("pressure") + 1)


def rest_of(call_list: CallList) -> timedelta:
    return timedelta(hours=call_list.rest_hours)


def close(claim: Any, end: str, now: datetime, **more: Any) -> None:
    """End the row of a call, once."""
    Call.objects.filter(claim=claim, ended_at=None).update(ended_at=now, end=end, **more)
