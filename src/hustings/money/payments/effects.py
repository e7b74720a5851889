"""Effects of events: a batch of them in one transaction, in smaller ones where something is at fault."""

import logging
from datetime import date, datetime
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import F
from django.utils import timezone

from hustings.foundation.lib.sql import sql_rows
from hustings.money.ledger.gathering import gathered
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


class OtherAmount(Refused):
    """The provider took another amount than was asked for."""


def apply_all(channel: Channel) -> None:
    """Act on all that waits, and on what comes meanwhile, for a while."""
    for _round in range(_ROUNDS):
        if not apply_some(channel):
            return


def apply_some(channel: Channel) -> int:
    """Act on the oldest events that wait; how many. Killed in between, none or all of a batch have acted."""
    waiting = Event.objects.filter(channel=channel, done_at=None, n_tried=0).order_by("pk")
    found = list(waiting.values_list("pk", "facts")[:AT_ONCE])
    for pk, facts in found:
        if _is_hint(facts):
            _resolve(channel, pk, facts)
    _act(channel, [pk for pk, _facts in found])
    return len(found)


def _is_hint(facts: list[dict[str, Any]]) -> bool:
    return bool(facts) and facts[0]["kind"] == LOOK


def _resolve(channel: Channel, pk: int, hints: list[dict[str, Any]]) -> None:
    """Ask the provider what a hint leads to; outside of any transaction."""
    row = Event.objects.filter(pk=pk)
    try:
        facts = [fact for hint in hints for fact in providers.of(channel).resolve(channel, Fact(**hint))]
    except Trouble as trouble:
        log.warning("payments.event_waits event=%s why=%s", pk, trouble)
        row.update(problem=str(trouble)[:300], n_tried=F("n_tried") + 1)
    else:
        row.update(facts=[fact.row() for fact in facts])


def _act(channel: Channel, keys: list[int]) -> None:
    """Act on events as one; where one is at fault on each half, so that it holds up no other."""
    batch = _Batch(channel, keys)
    try:
        batch.act()
    except OperationalError:  # the database is busy: the task is tried again
        raise
    except Exception as error:
        if len(keys) == 1:
            batch.put_off(error)
            return
        log.warning("payments.batch_broke channel=%s why=%s", channel.pk, type(error).__name__)
        middle = len(keys) // 2
        _act(channel, keys[:middle])
        _act(channel, keys[middle:])


class _Batch:
    """Events that are acted on as one."""

    def __init__(self, channel: Channel, keys: list[int]) -> None:
        self.channel, self.keys = channel, keys
        self.events: list[Event] = []
        self.rows: dict[int, Payment] = {}  # locked, as the events before left them
        self.by_number: dict[str, int] = {}
        self.by_id: dict[str, int] = {}  # of the provider
        self.payouts: list[Fact] = []

    @transaction.atomic
    def act(self) -> None:
        rows = Event.objects.select_for_update().filter(pk__in=self.keys, done_at=None, n_tried=0)
        self.events = [row for row in rows.order_by("pk") if not _is_hint(row.facts)]
        self._lock()
        with gathered():
            with course.together(self.rows.values()):
                for row in self.events:
                    self._take(row)
            for fact in self.payouts:  # of payments that are written
                payouts.take(self.channel, fact)
        sql_rows.change_all(self.events, "done_at", "problem", "n_tried", "payment")
        moved = {row.payment_id for row in self.events if row.done_at and row.payment_id}
        others = Event.objects.filter(payment__in=moved, done_at=None, n_tried__range=(1, _OFTEN - 1))
        others.update(n_tried=0)

    def _lock(self) -> None:
        """Find the payments that the events are about, and lock them all."""
        facts = [fact for row in self.events for fact in row.facts]
        ours = Payment.objects.filter(channel=self.channel)
        by_number = ours.filter(number__in={fact["number"] for fact in facts if "number" in fact})
        by_id = ours.filter(provider_id__in={fact["provider_id"] for fact in facts if "provider_id" in fact})
        self.by_number = dict(by_number.values_list("number", "pk"))
        self.by_id = dict(by_id.values_list("provider_id", "pk"))
        self.rows = course.locked({*self.by_number.values(), *self.by_id.values()})

    def _take(self, row: Event) -> None:
        """Take the steps that an event tells of. What is refused is put off; steps before it hold."""
        try:
            for each in row.facts:
                fact = Fact(**each)
                if fact.kind in {PAYOUT, PAYOUT_FAILED}:
                    self.payouts.append(fact)
                else:
                    row.payment = self._payment(fact)
                    take(row.payment, fact)
        except Refused as refused:
            row.problem, row.n_tried = str(refused)[:300], row.n_tried + 1
            log.warning("payments.event_waits event=%s why=%s", row.pk, refused)
        else:
            row.done_at, row.problem = timezone.now(), ""

    def _payment(self, fact: Fact) -> Payment:
        """The row that a fact is about. Raises Unknown."""
        pk = self.by_number.get(fact.number) or self.by_id.get(fact.provider_id)
        if pk is None:
            raise Unknown("No payment has this number.")
        if fact.provider_id:
            self.by_id[fact.provider_id] = pk
        return self.rows[pk]

    def put_off(self, error: Exception) -> None:
        """Note why the one event has no effect yet."""
        words = str(error) if isinstance(error, Refused | NotPosted) else type(error).__name__
        log.warning("payments.event_waits event=%s why=%s", self.keys[0], words, exc_info=error)
        payment = self.events[0].payment_id if self.events else None
        Event.objects.filter(pk=self.keys[0], done_at=None).update(
            n_tried=F("n_tried") + 1, problem=words[:300], payment=payment
        )


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
    course.name(row, fact.provider_id or row.provider_id, row.mandate or _mandate(row, fact))
    course.settle(row, on)


def _mandate(row: Payment, fact: Fact) -> Mandate | None:
    """The card that later months may be charged to, where that was asked for."""
    if not (row.is_monthly and fact.method_id):
        return None
    return Mandate.objects.get_or_create(
        reference=row.number,
        defaults={
            "channel": row.channel, "customer_id": fact.customer_id, "method_id": fact.method_id,
            "email": row.email, "language": row.language,
        },
    )[0]  # fmt: skip
