"""Messages that go on the wire: looked at once more, marked, and what became of them written down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from hustings.foundation.legal import Content
from hustings.foundation.lib.sql import write_turns
from hustings.outreach.text_messages import hours, leases, parts, recipients, wording
from hustings.outreach.text_messages.gateways.port import Fate, Outgoing, Result
from hustings.outreach.text_messages.models import Gateway, TextMessage
from hustings.people.persons.models import Person, Phone

Kind, State, Reason = TextMessage.Kind, TextMessage.State, TextMessage.Reason
MOST_TRIES = 8
_AGAIN = timedelta(hours=1)  # for so long a gateway that keeps keys surely knows one


class LeaseLost(Exception):
    """Another process sends by this gateway now."""


def moving() -> Q:
    """Answers and tests always, the messages of a text while it may leave."""
    of_text = Q(text__paused_at=None, text__cancelled_at=None)
    return Q(text=None) | of_text


@write_turns.sharing()
@transaction.atomic
def claim(gateway: Gateway, carrier: UUID, n: int, now: datetime) -> list[Outgoing]:
    """Mark up to ``n`` messages as on the wire. Whoever said STOP before this is left out.

    The rows are locked: a STOP that comes meanwhile waits, and finds them on the wire.
    """
    if not leases.hold(gateway, carrier, now):
        raise LeaseLost
    due = TextMessage.objects.filter(moving(), gateway=gateway, state=State.QUEUED, due_at__lte=now)
    locked = due.select_for_update(skip_locked=True, of=("self",)).order_by("due_at", "pk")
    rows = list(locked.select_related("text")[:n])
    left_out = _left_out(rows)
    people = _people(rows)
    when = {
        content: hours.by_zone({people[row.person_id].zone for row in rows}, now, content)
        for content in {_content(row) for row in rows}
    }
    found = []
    for row in rows:
        answer = when[_content(row)][people[row.person_id].zone]
        if row.unsure_at and now - row.unsure_at > _AGAIN:
            row.state = State.UNSURE  # sent again it might be another message there
        elif reason := left_out.get(row.pk):
            row.state, row.reason, row.ended_at = State.SKIPPED, reason, now
        elif isinstance(answer, hours.Wait):
            row.due_at = answer.due_at
        else:
            found.append(_ready(row, gateway, people[row.person_id], answer.send_before, carrier, now))
    TextMessage.objects.bulk_update(rows, _CHANGED, batch_size=200)
    return found


_CHANGED = ["state", "reason", "ended_at", "due_at", "claim", "wired_at", "send_before", "n_parts", "tries"]


@dataclass(frozen=True, slots=True)
class _Whom:
    zone: int | None
    language: str
    first_name: str


def _content(row: TextMessage) -> Content:
    return Content.CAMPAIGN if row.kind == Kind.TEXT else Content.SERVICE


def _left_out(rows: Sequence[TextMessage]) -> dict[int, str]:
    """Why some of them must not leave any more."""
    sent = [row for row in rows if row.kind == Kind.TEXT]
    people = {row.person_id for row in sent if row.person_id}
    willing = set(recipients.agreed(Person.objects.filter(pk__in=people)).values_list("pk", flat=True))
    usable = set(recipients.usable_phones().filter(person__in=people).values_list("person", "number"))
    kept = set(Phone.objects.filter(person__in=people).values_list("person", "number"))
    others = [row for row in rows if row.kind not in {Kind.TEXT, Kind.STOPPED}]  # nobody's consent is theirs
    said_no = recipients.stopped({row.number for row in others})
    found: dict[int, str] = {row.pk: Reason.STOPPED for row in others if row.number in said_no}
    for row in sent:
        pair = (row.person_id, row.number)
        if row.person_id not in willing or (pair in kept and pair not in usable):
            found[row.pk] = Reason.STOPPED
        elif pair not in usable:
            found[row.pk] = Reason.NO_NUMBER
    return found


def _people(rows: Iterable[TextMessage]) -> dict[int | None, _Whom]:
    keys = {row.person_id for row in rows if row.person_id}
    columns = ["pk", "zone", "language", "given_name"]
    found: dict[int | None, _Whom] = {
        pk: _Whom(zone, language, name)
        for pk, zone, language, name in Person.objects.filter(pk__in=keys).values_list(*columns)
    }
    return found | {None: _Whom(None, "", "")}


def _ready(
    row: TextMessage, gateway: Gateway, whom: _Whom, send_before: datetime, carrier: UUID, now: datetime
) -> Outgoing:
    words = row.body
    if not words and row.text:
        words = wording.whole(row.text.body, gateway, language=whom.language, first_name=whom.first_name)
    row.state, row.claim, row.tries, row.send_before = State.SENDING, carrier, row.tries + 1, send_before
    row.wired_at, row.n_parts = row.wired_at or now, parts.size(words).n_parts
    return Outgoing(row.key, row.number, words, send_before)


@write_turns.sharing()
@transaction.atomic
def write(results: Iterable[Result], carrier: UUID, now: datetime, *, keeps_keys: bool) -> int:
    """Write down what became of messages, unless a receipt was faster; how many were taken."""
    n = 0
    told = {each.key: each for each in results}
    rows = TextMessage.objects.filter(key__in=list(told)).select_for_update(of=("self",)).order_by("pk")
    changed = []
    for row in rows:
        result = told[row.key]
        n += result.fate == Fate.TAKEN
        if result.provider_id:
            row.provider_id = result.provider_id
        if row.state == State.SENDING and row.claim == carrier:
            _settle(row, result, now, keeps_keys=keeps_keys)
        elif result.fate == Fate.TAKEN and row.state in {State.QUEUED, State.UNSURE}:
            row.state, row.sent_at = State.SENT, now  # our lease had lapsed; taken it is
        changed.append(row)
    columns = ["state", "reason", "said", "claim", "due_at", "unsure_at", "sent_at", "ended_at"]
    TextMessage.objects.bulk_update(changed, [*columns, "provider_id"], batch_size=200)
    return n


def _settle(row: TextMessage, result: Result, now: datetime, *, keeps_keys: bool) -> None:
    row.claim, row.said = None, result.said
    if result.fate == Fate.TAKEN:
        row.state, row.sent_at = State.SENT, now
    elif result.fate == Fate.REFUSED:
        row.state, row.reason, row.ended_at = State.FAILED, Reason.REFUSED, now
    elif result.fate == Fate.UNSURE and not keeps_keys:
        row.state = State.UNSURE
    elif row.tries >= MOST_TRIES and result.fate == Fate.LATER:
        row.state, row.reason, row.ended_at = State.FAILED, Reason.TRIES, now
    else:
        row.state = State.QUEUED
        row.due_at = now + timedelta(seconds=min(2**row.tries, 300))
        if result.fate == Fate.UNSURE:
            row.unsure_at = row.unsure_at or now


def put_back(keys: Iterable[UUID], carrier: UUID, now: datetime) -> None:
    """Queue again what surely was not taken."""
    rows = TextMessage.objects.filter(key__in=list(keys), state=State.SENDING, claim=carrier)
    rows.update(state=State.QUEUED, claim=None, due_at=now, tries=F("tries") - 1)
