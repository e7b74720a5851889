"""From the log of an event's doors to check-ins, findings and seats: by rule, from all of a key."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from hustings.field.checkins import rules as door_rules
from hustings.field.checkins.models import CheckIn, DoorPlan, Finding, Ticket
from hustings.field.checkins.rules import Op, Rules, State
from hustings.field.registrations.models import Seat
from hustings.foundation.lib.sql import sql_parts
from hustings.foundation.sync.models import LoggedEntry, Stream

KIND = "checkin"
WALK_IN_MARK = "+"  # before a UUID: the key of people without a ticket
MOST_PEOPLE = 200  # of one entry
MOST_WALK_INS = 20  # of one entry without a ticket: more is a slip of the finger
_SEATS = 200


def check(stream: Stream, entry: Any) -> str:
    """Fault in an entry's shape; empty for none. An unknown ticket is a finding, not a fault."""
    body, verb = entry.body, entry.verb
    if not isinstance(body, dict) or not isinstance(body.get("door", ""), str):
        return "shape"
    if verb == door_rules.UNDO:
        return "" if _is_uuid(body.get("of")) else "shape"
    if verb == door_rules.ABSENT:
        return ""
    if verb not in {door_rules.ENTER, door_rules.LEAVE, door_rules.WALK_IN}:
        return "verb"
    if (verb == door_rules.WALK_IN) != entry.key.startswith(WALK_IN_MARK):
        return "key"
    people = body.get("people", 1)
    most = MOST_WALK_INS if verb == door_rules.WALK_IN else MOST_PEOPLE
    return "" if type(people) is int and 1 <= people <= most else "shape"


def _is_uuid(value: Any) -> bool:
    try:
        UUID(value if isinstance(value, str) else "")
    except ValueError:
        return False
    return True


def op_of(entry: LoggedEntry) -> Op:
    """An entry as the rules see it."""
    body = entry.body
    return Op(
        id=str(entry.pk), replica=entry.replica, n=entry.n, seen=entry.seen, verb=entry.verb,
        at=entry.at.timestamp(), door=body.get("door", "")[:100], people=body.get("people", 1),
        of=body.get("of", ""),
    )  # fmt: skip


@dataclass(slots=True)
class _Derived:
    """Rows that some keys come to."""

    check_ins: dict[str, CheckIn] = field(default_factory=dict)
    findings: dict[tuple[str, str], Finding] = field(default_factory=dict)
    seats: list[tuple[Seat, datetime | None, bool]] = field(default_factory=list)


def settle(stream: Stream, keys: Collection[str]) -> None:
    """Bring check-ins, findings and seats up to the log of these keys."""
    event = stream.subject
    plan = DoorPlan.objects.filter(event=event).first()
    rules = Rules(reentry=bool(plan and plan.may_reenter))
    for part in sql_parts.parts(keys):
        tickets = {row.key: row for row in _tickets(event, part)}
        derived = _Derived()
        for key, (ops, handsets) in _ops(stream, part).items():
            _derive(event, key, tickets.get(key), ops, handsets, rules, derived)
        _write_check_ins(event, part, derived.check_ins)
        _write_findings(event, part, derived.findings)
        _mark(derived.seats)


def settle_all(stream: Stream) -> None:
    """Anew from the whole log: rules were changed."""
    entries = LoggedEntry.objects.filter(stream=stream, pos__isnull=False)
    settle(stream, set(entries.values_list("key", flat=True)))


def _tickets(event: int, keys: Sequence[str]) -> Iterable[Ticket]:
    return Ticket.objects.filter(event=event, key__in=keys).select_related("seat").order_by()


def _ops(stream: Stream, keys: Sequence[str]) -> dict[str, tuple[list[Op], dict[str, Any]]]:
    """Entries by key, with the phone of each; none where nothing of a key counts."""
    found: dict[str, tuple[list[Op], dict[str, Any]]] = {key: ([], {}) for key in keys}
    for entry in LoggedEntry.objects.of(stream, keys):
        ops, handsets = found[entry.key]
        op = op_of(entry)
        ops.append(op)
        handsets[op.id] = entry.handset_id
    return found


def _derive(
    event: int, key: str, ticket: Ticket | None, ops: list[Op], handsets: dict[str, Any], rules: Rules,
    derived: _Derived,
) -> None:  # fmt: skip
    if key.startswith(WALK_IN_MARK):
        _derive_walk_in(event, key, ops, handsets, derived)
        return
    people = ticket.seat.n if ticket else 1
    state = door_rules.derive(ops, people, rules)
    if state.enters and ticket:
        derived.check_ins[key] = _check_in(event, key, ticket, state, handsets)
    if state.enters and not ticket:
        _find(derived, event, key, None, Finding.Kind.UNKNOWN, state)
    elif state.enters and ticket and not ticket.is_valid:
        _find(derived, event, key, ticket, Finding.Kind.CANCELLED, state)
    if state.doubles and ticket:
        _find(derived, event, key, ticket, Finding.Kind.DOUBLE, state)
    if ticket:
        first = _moment(state.enters[0].at) if state.enters else None
        derived.seats.append((ticket.seat, first, state.is_absent))


def _derive_walk_in(event: int, key: str, ops: list[Op], handsets: dict[str, Any], derived: _Derived) -> None:
    """People without a ticket: each entry has a key of its own, so that one can be taken back."""
    undone = {op.of for op in ops if op.verb == door_rules.UNDO}
    live = [op for op in ops if op.verb == door_rules.WALK_IN and op.id not in undone]
    if live:
        state = State(people=live[0].people, inside=live[0].people, enters=live)
        derived.check_ins[key] = _check_in(event, key, None, state, handsets)


def _check_in(event: int, key: str, ticket: Ticket | None, state: State, handsets: dict[str, Any]) -> CheckIn:
    first = state.enters[0]
    return CheckIn(
        event_id=event, key=key, ticket=ticket, people=state.people, inside=state.inside,
        at=_moment(first.at), door=first.door, handset_id=handsets[first.id],
    )  # fmt: skip


def _find(
    derived: _Derived, event: int, key: str, ticket: Ticket | None, kind: Finding.Kind, state: State
) -> None:
    doubles = {op.id for op in state.doubles}
    entries = [
        {
            "door": op.door,
            "at": _moment(op.at).isoformat(),
            "people": op.people,
            "is_double": op.id in doubles,
        }
        for op in state.enters
    ]
    derived.findings[key, kind] = Finding(
        event_id=event, key=key, ticket=ticket, kind=kind, entries=entries, found_at=timezone.now()
    )


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _write_check_ins(event: int, keys: Sequence[str], wanted: dict[str, CheckIn]) -> None:
    there = {row.key: row for row in CheckIn.objects.filter(event=event, key__in=keys)}
    if gone := [row.pk for key, row in there.items() if key not in wanted]:
        CheckIn.objects.filter(pk__in=gone).delete()
    names = ["ticket", "people", "inside", "at", "door", "handset"]
    changed = []
    for key, row in there.items():
        if (new := wanted.get(key)) and any(_value(row, name) != _value(new, name) for name in names):
            new.pk = row.pk
            changed.append(new)
    CheckIn.objects.bulk_create([row for key, row in wanted.items() if key not in there])
    if changed:
        CheckIn.objects.bulk_update(changed, names, batch_size=_SEATS)


def _value(row: Any, name: str) -> Any:
    return getattr(row, row._meta.get_field(name).attname)


def _write_findings(event: int, keys: Sequence[str], wanted: dict[tuple[str, str], Finding]) -> None:
    """Findings that somebody cleared stay so until there is more to them."""
    there = {(row.key, row.kind): row for row in Finding.objects.filter(event=event, key__in=keys)}
    if gone := [row.pk for at, row in there.items() if at not in wanted]:
        Finding.objects.filter(pk__in=gone).delete()
    for at, row in there.items():
        if (new := wanted.get(at)) and new.entries != row.entries:
            row.entries, row.found_at = new.entries, new.found_at
            row.cleared_at = row.cleared_by = None
            row.save(update_fields=["entries", "found_at", "cleared_at", "cleared_by"])
    Finding.objects.bulk_create([row for at, row in wanted.items() if at not in there])


def _mark(seen: Sequence[tuple[Seat, datetime | None, bool]]) -> None:
    """Say at each seat whether they came, by their check-in. A moment that is right stays."""
    came = [seat.pk for seat, came_at, _is_absent in seen if seat.attended_at != came_at]
    if came:
        check_in = CheckIn.objects.filter(ticket__seat=OuterRef("pk")).values("at")[:1]
        Seat.objects.filter(pk__in=came).update(attended_at=Subquery(check_in))
    absent = [seat.pk for seat, _came_at, is_absent in seen if is_absent and not seat.absent_at]
    if absent:
        Seat.objects.filter(pk__in=absent).update(absent_at=timezone.now())
    present = [seat.pk for seat, _came_at, is_absent in seen if seat.absent_at and not is_absent]
    if present:
        Seat.objects.filter(pk__in=present).update(absent_at=None)
