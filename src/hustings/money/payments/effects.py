"""Effects of events: many in one transaction, each in a savepoint, with one lock of the books."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import F
from django.utils import timezone

from hustings.money.ledger.gathering import Gathering, gathered
from hustings.money.ledger.refusals import NotPosted
from hustings.money.payments import course, hooks, payouts, providers, refunding
from hustings.money.payments.models import Channel, Dispute, Event, Mandate, Payment
from hustings.money.payments.providers.port import LOOK, PAYOUT, PAYOUT_FAILED, Fact, Trouble
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
AT_ONCE = 100  # in one transaction, which others wait for
_ROUNDS = 100
_OFTEN = 10  # tries at once; more are left to the hour
_STATES = {
    hooks.DISPUTED: Dispute.State.OPEN,
    hooks.WON: Dispute.State.WON,
    hooks.LOST: Dispute.State.LOST,
}


class Unknown(Refused):
    """No payment of ours has this number yet."""


@dataclass(frozen=True)
class _Found:
    """Keys of payments by our numbers and by the provider's, and their rows."""

    by_number: dict[str, int]
    by_id: dict[str, int]
    rows: dict[int, Payment]

    def payment(self, fact: Fact) -> Payment:
        """The locked row that a fact is about, as this batch left it. Raises Unknown."""
        pk = self.by_number.get(fact.number) or self.by_id.get(fact.provider_id)
        if pk is None:
            raise Unknown("No payment has this number.")
        if fact.provider_id:
            self.by_id[fact.provider_id] = pk
        if pk not in self.rows:
            self.rows.update(course.locked([pk]))
        return self.rows[pk]


def apply_all(channel: Channel) -> None:
    """Act on all that waits, and on what comes meanwhile, for a while."""
    for _round in range(_ROUNDS):
        if not apply_some(channel):
            return


def apply_some(channel: Channel) -> int:
    """Act on the oldest events that wait; how many. Killed in between, none or all of them have acted."""
    resolve_hints(channel)
    try:
        return _apply(channel, AT_ONCE)
    except OperationalError:  # the database is busy: the task is tried again
        raise
    except Exception as error:  # one of them is at fault: find out which
        log.warning("payments.batch_broke channel=%s why=%s", channel.pk, type(error).__name__)
    keys = list(_waiting(channel).values_list("pk", flat=True)[:AT_ONCE])
    return sum(_apply_alone(channel, pk) for pk in keys)


def _apply_alone(channel: Channel, pk: int) -> int:
    """Act on one event; a fault of ours holds up no other."""
    try:
        return _apply(channel, 1, pk)
    except OperationalError:
        raise
    except Exception as error:
        log.exception("payments.event_broke event=%s", pk)
        Event.objects.filter(pk=pk).update(n_tried=F("n_tried") + 1, problem=type(error).__name__)
        return 1


def _waiting(channel: Channel) -> Any:
    return Event.objects.filter(channel=channel, done_at=None, n_tried=0).order_by("pk")


def resolve_hints(channel: Channel) -> None:
    """Ask the provider what hints led to; outside of any transaction."""
    provider = providers.of(channel)
    for row in _waiting(channel).filter(facts__0__kind=LOOK)[:AT_ONCE]:
        facts: list[Fact] = []
        try:
            for each in row.facts:
                facts += provider.resolve(channel, Fact(**each))
        except Trouble as trouble:
            _note_problem(row, str(trouble))
            row.save(update_fields=["problem", "n_tried"])
            continue
        row.facts = [fact.row() for fact in facts]
        row.save(update_fields=["facts"])


@transaction.atomic
def _apply(channel: Channel, most: int, only: int | None = None) -> int:
    rows = _waiting(channel).select_for_update()
    events = list(rows.filter(pk=only) if only else rows[:most])
    events = [row for row in events if not (row.facts and row.facts[0]["kind"] == LOOK)]
    found = _payments(channel, events)
    try:
        with transaction.atomic(), gathered() as waiting:
            for row in events:
                _apply_one(row, waiting, found)
    except NotPosted as refused:
        if only is None:
            raise
        for row in events:
            row.done_at = None
            _note_problem(row, str(refused))
    Event.objects.bulk_update(events, ["done_at", "problem", "n_tried", "payment"], batch_size=100)
    moved = {row.payment_id for row in events if row.done_at and row.payment_id}
    Event.objects.filter(payment__in=moved, done_at=None, n_tried__lt=_OFTEN).update(n_tried=0)
    return len(events)


def _payments(channel: Channel, events: Iterable[Event]) -> _Found:
    """Payments that events are about; all locked."""
    facts = [fact for row in events for fact in row.facts]
    numbers = {fact["number"] for fact in facts if fact.get("number")}
    ids = {fact["provider_id"] for fact in facts if fact.get("provider_id")}
    ours = Payment.objects.filter(channel=channel)
    by_number = dict(ours.filter(number__in=numbers).values_list("number", "pk"))
    by_id = dict(ours.filter(provider_id__in=ids).values_list("provider_id", "pk"))
    return _Found(by_number, by_id, course.locked([*by_number.values(), *by_id.values()]))


def _apply_one(row: Event, waiting: Gathering, found: _Found) -> None:
    try:
        with waiting.apart(), transaction.atomic():
            for each in row.facts:
                fact = Fact(**each)
                if fact.kind in {PAYOUT, PAYOUT_FAILED}:
                    payouts.take(row.channel, fact)
                    continue
                payment = found.payment(fact)
                row.payment = payment
                take(payment, fact)
    except (Refused, NotPosted) as refused:
        if row.payment_id:  # what was rolled back is not what it holds
            found.rows.pop(row.payment_id, None)
        _note_problem(row, str(refused))
    else:
        row.done_at, row.problem = timezone.now(), ""


def _note_problem(row: Event, words: str) -> None:
    row.problem, row.n_tried = words[:300], row.n_tried + 1
    log.warning("payments.event_waits event=%s why=%s", row.pk, words)


class OtherAmount(Refused):
    """The provider took another amount than was asked for."""


def take(row: Payment, fact: Fact) -> None:
    """Bring a locked payment to where a fact says that it is."""
    on = fact.day or timezone.localdate()
    if fact.kind == hooks.SETTLED:
        _take_settled(row, fact, on)
    elif fact.kind == hooks.PENDING:
        course.pend(row)
    elif fact.kind == hooks.FAILED:
        course.fail(row, on)
    elif fact.kind == hooks.EXPIRED:
        course.expire(row, on)
    elif fact.kind == hooks.REFUNDED:
        refunding.note(row, fact.amount, on, key=fact.key)
    elif fact.kind == hooks.REFUND_FAILED:
        refunding.fail(row, fact.key, fact.amount, on)
    elif fact.key and fact.kind in _STATES:
        until = datetime.fromisoformat(fact.until) if fact.until else None
        said = Dispute(provider_id=fact.key, state=_STATES[fact.kind], amount=fact.amount, answer_by=until)
        course.dispute(row, said, on)
    elif fact.kind == hooks.LOST:
        course.lose(row, on)


def _take_settled(row: Payment, fact: Fact, on: date) -> None:
    if fact.amount and (fact.amount, fact.currency or row.currency) != (row.amount, row.currency):
        raise OtherAmount(f"{fact.amount} {fact.currency}: {row.amount} {row.currency} was asked for.")
    if fact.provider_id:
        row.provider_id = fact.provider_id
    if not course.settle(row, on) and fact.provider_id:
        row.save(update_fields=["provider_id"])
    if row.is_monthly and fact.method_id and row.mandate is None:
        row.mandate = Mandate.objects.get_or_create(
            reference=row.number,
            defaults={
                "channel": row.channel, "customer_id": fact.customer_id, "method_id": fact.method_id,
                "email": row.email, "language": row.language,
            },
        )[0]  # fmt: skip
        row.save(update_fields=["mandate"])
