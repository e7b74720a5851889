"""The course of a gift. Each step is taken once, however often it is told; the books get one entry for it.

    with together(keys):
        for key in keys:
            settle(donation=Donation(pk=key))

Within it the rows are locked at once, and all that the steps leave behind is written at the end.
"""

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation import jobs
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import sql_rows
from hustings.foundation.lib.sql.batches import Batch
from hustings.foundation.webhooks import outbox
from hustings.money.donations import mailing_gifts, postings, tasks, told, webhook_events
from hustings.money.donations.actions import newcomers
from hustings.money.donations.models import Donation, Donor, RefundProposal, State
from hustings.money.donations.models.donations import BEFORE
from hustings.money.donations.refusals import NotNow, TooMuch, not_now
from hustings.money.ledger import law
from hustings.outreach.tracking.attribution import conversions
from hustings.people.persons.models import Activity
from mailguard.identifiers import addresses

log = logging.getLogger(__name__)
_CHANGED = (
    "state", "means", "refunded", "n_disputes", "n_refunds_failed", "n_unsettled", "expires_at",
    "settled_at", "ended_at", "amount", "promised",
)  # fmt: skip
_WITH_AMOUNT = {webhook_events.REFUNDED, webhook_events.REFUND_FAILED}


class _Steps(Batch):
    """Gifts that take steps, and what these leave behind."""

    def __init__(self) -> None:
        self.rows: dict[int, Donation] = {}  # locked
        self.moved: dict[int, Donation] = {}
        self.settled: dict[int, bool] = {}  # by key, whether the donor is new
        self.lines: list[Activity] = []
        self.events: dict[tuple[str, int], list[int]] = {}  # keys by event and the amount that it tells
        self.refunds: list[tuple[int, int, User | None]] = []
        self.to_check: set[int | None] = set()
        self.postings: list[postings.Step] = []

    def lock(self, keys: Collection[int]) -> None:
        rows = Donation.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
        rows = rows.select_related("fund__books", "donor", "person", "plan")
        self.rows |= {row.pk: row for row in rows}

    def row(self, donation: Donation) -> Donation:
        """The locked row, as the steps before left it. Raises Donation.DoesNotExist."""
        if donation.pk not in self.rows:
            self.lock([donation.pk])
        if donation.pk not in self.rows:
            raise Donation.DoesNotExist
        return self.rows[donation.pk]

    def change(self, row: Donation, **values: Any) -> None:
        for name, value in values.items():
            setattr(row, name, value)
        self.moved[row.pk] = row

    def move(self, row: Donation, state: str, **values: Any) -> str:
        """Bring it forward; the state before, "" where it is there already. Raises NotNow."""
        if row.state == state:
            return ""
        if row.state not in BEFORE[state]:
            raise not_now(row.get_state_display())
        was = row.state
        self.change(row, state=state, **values)
        log.info("donations.%s donation=%s from=%s", state, row.pk, was)
        return was

    def tell(
        self, row: Donation, event: str, line: str = "", amount: int = 0, by: User | None = None
    ) -> None:
        """Tell whoever listens, of a refund how much; and write a line on the donor's timeline."""
        said = amount if event in _WITH_AMOUNT else 0
        self.events.setdefault((event, said), []).append(row.pk)
        if line and row.person_id:
            self.lines.append(told.line(row, line, amount, by))

    def write(self) -> None:
        sql_rows.change_all(list(self.moved.values()), *_CHANGED)
        if self.settled:
            self._greet([self.rows[pk] for pk in self.settled])
        Activity.objects.bulk_create(self.lines)
        for (event, amount), keys in self.events.items():
            outbox.tell(event, *keys, **({"amount": amount} if amount else {}))
        if self.refunds:
            _take_proposals(self.refunds)
        tasks.check_later(*self.to_check)
        postings.post(self.postings)

    def _greet(self, rows: list[Donation]) -> None:
        """Thank the donors, keep their facts as long as the law wants it, and note by what they came."""
        for row in rows:
            if row.form_key and row.came:
                newcomers.note_origin(row, is_new=self.settled[row.pk])
        followed = [
            conversions.Followed(addresses.key_of(row.donor.email), row.person, self.settled[row.pk])
            for row in rows if row.form_key
        ]  # fmt: skip
        conversions.settle_all(mailing_gifts.KIND, followed)
        jobs.enqueue_all(tasks.thank, [[row.pk] for row in rows if row.language])
        _keep(rows)


@contextmanager
def together(keys: Collection[int]) -> Iterator[dict[int, Donation]]:
    """Take steps of these gifts as one; those that are there."""
    with _Steps.together() as steps:
        steps.lock(keys)
        yield steps.rows


def begin_payment(*, donation: Donation, held_for: timedelta, means: str = "") -> Donation:
    """Note that the payment is under way; a bank transfer is waited for longer than a card.

    Again with other ``means``: the donor took another road.
    """
    with _Steps.together() as steps:
        row = steps.row(donation)
        steps.move(row, State.PENDING)
        steps.change(row, expires_at=timezone.now() + held_for, means=means or row.means)
    return row


def settle(
    *, donation: Donation, on: date | None = None, means: str = "", by: User | None = None, amount: int = 0
) -> Donation:
    """Note that the money is there, also after a failure or expiry. Raises NotNow, NotPosted.

    With other ``means``: it came by another road than was foreseen. With another ``amount``: what came is
    what was given, and the limits are looked at again.
    """
    with _Steps.together() as steps:
        row = steps.row(donation)
        was = steps.move(row, State.SETTLED, settled_at=timezone.now(), expires_at=None, ended_at=None)
        if not was:
            return row
        row.means = means or row.means
        is_other = bool(amount) and amount != row.amount
        if is_other:
            row.promised, row.amount = row.amount, amount
        steps.settled[row.pk] = row.person_id is None and newcomers.take_in(row)
        steps.tell(row, webhook_events.RECEIVED, told.SETTLED, row.amount, by)
        if is_other or was in {State.FAILED, State.EXPIRED}:  # what was free in between may be given away
            steps.to_check.add(row.person_id)
        steps.postings.append(postings.settled(row, on or timezone.localdate(), by))
    return row


def unsettle(
    *, donation: Donation, held_for: timedelta, on: date | None = None, by: User | None = None
) -> Donation:
    """Await the money again: what a person had taken for it was another's. Raises NotNow, NotPosted."""
    with _Steps.together() as steps:
        row = steps.row(donation)
        if row.state != State.SETTLED or row.refunded:
            raise not_now(row.get_state_display())
        steps.change(
            row, state=State.PENDING, n_unsettled=row.n_unsettled + 1, settled_at=None,
            expires_at=timezone.now() + held_for,
        )  # fmt: skip
        steps.tell(row, webhook_events.UNSETTLED, told.UNSETTLED, row.amount, by)
        steps.postings.append(postings.unsettled(row, on or timezone.localdate(), by))
        steps.change(row, amount=row.promised or row.amount, promised=None)
        log.info("donations.unsettled donation=%s by=%s", row.pk, by and by.pk)
    return row


def _keep(rows: list[Donation]) -> None:
    """Have the donors' facts kept for as long as the law wants the books kept."""
    ends = {on: law.kept_until(on) for on in {row.given_on for row in rows}}
    for until in set(ends.values()):
        donors = Donor.objects.filter(pk__in={row.donor_id for row in rows if ends[row.given_on] == until})
        donors.exclude(kept_until__gte=until).update(kept_until=until)


def fail(*, donation: Donation) -> Donation:
    """Note that the payment failed: the amount is free again."""
    return _end(donation, State.FAILED)


def expire(*, donation: Donation) -> Donation:
    """Note that nobody paid in time."""
    return _end(donation, State.EXPIRED)


def _end(donation: Donation, state: str) -> Donation:
    with _Steps.together() as steps:
        row = steps.row(donation)
        steps.move(row, state, ended_at=timezone.now())
    return row


def expire_overdue() -> int:
    """Let go of gifts that were not paid in time; their number."""
    return Donation.objects.overdue().update(state=State.EXPIRED, ended_at=timezone.now())


def refund(
    *, donation: Donation, amount: int | None = None, on: date | None = None, by: User | None = None,
    by_hand: bool = False,
) -> Donation:  # fmt: skip
    """Give back a gift or a part of it (of a loan: pay back). Raises NotNow, TooMuch, NotPosted.

    ``by_hand``: the treasurer transfers it, whatever the way that it came.
    """
    with _Steps.together() as steps:
        row = steps.row(donation)
        amount = row.left if amount is None else amount
        if row.state == State.REFUNDED:
            raise NotNow(_("This donation is refunded already."))
        if row.state != State.SETTLED:
            raise not_now(row.get_state_display())
        if not 0 < amount <= row.left:
            raise TooMuch(_("Enter an amount that is still there to refund."))
        steps.change(row, refunded=row.refunded + amount)
        if not row.left:
            steps.change(row, state=State.REFUNDED, ended_at=timezone.now())
        steps.refunds.append((row.pk, amount, by))
        steps.tell(row, webhook_events.REFUNDED, told.REFUNDED, amount, by)
        steps.to_check.add(row.person_id)
        day = on or timezone.localdate()
        steps.postings.append(postings.refunded(row, amount, row.refunded, day, by, by_hand=by_hand))
        log.info("donations.refund donation=%s amount=%s by=%s", row.pk, amount, by and by.pk)
    return row


def take_back(*, donation: Donation, amount: int, on: date | None = None) -> Donation:
    """Note that a refund did not reach the donor: the money is ours again. Raises NotNow."""
    with _Steps.together() as steps:
        row = steps.row(donation)
        if row.state not in {State.SETTLED, State.REFUNDED}:
            raise not_now(row.get_state_display())
        n = row.n_refunds_failed + 1
        left = row.refunded - amount
        steps.change(row, refunded=left, n_refunds_failed=n, state=State.SETTLED, ended_at=None)
        steps.tell(row, webhook_events.REFUND_FAILED, told.REFUND_FAILED, amount)
        steps.to_check.add(row.person_id)
        steps.postings.append(postings.refund_failed(row, amount, on or timezone.localdate()))
        log.info("donations.refund_failed donation=%s amount=%s", row.pk, amount)
    return row


def _take_proposals(refunds: list[tuple[int, int, User | None]]) -> None:
    """Note that refunds were proposed, and are done."""
    rows = RefundProposal.objects.open()
    waiting = set(rows.filter(donation__in=[pk for pk, *_rest in refunds]).values_list("donation", flat=True))
    for pk, amount, by in refunds:
        if pk in waiting:
            rows.filter(donation=pk, amount__lte=amount).update(done_at=timezone.now(), done_by=by)


def dispute(*, donation: Donation, on: date | None = None, by: User | None = None) -> Donation:
    """Note that the donor's bank asks the money back, and holds it."""
    with _Steps.together() as steps:
        row = steps.row(donation)
        if steps.move(row, State.DISPUTED):
            row.n_disputes += 1
            steps.tell(row, webhook_events.DISPUTED)
            steps.postings.append(postings.disputed(row, on or timezone.localdate(), by))
    return row


def win_dispute(*, donation: Donation, on: date | None = None, by: User | None = None) -> Donation:
    """Note that the money stays after a dispute."""
    with _Steps.together() as steps:
        row = steps.row(donation)
        if row.state != State.DISPUTED:
            raise not_now(row.get_state_display())
        steps.change(row, state=State.SETTLED)
        steps.postings.append(postings.won(row, on or timezone.localdate(), by))
    return row


def lose(*, donation: Donation, on: date | None = None, by: User | None = None) -> Donation:
    """Note that the bank took the money back: a lost dispute, or a direct debit that was returned."""
    with _Steps.together() as steps:
        row = steps.row(donation)
        if was := steps.move(row, State.LOST, ended_at=timezone.now()):
            steps.tell(row, webhook_events.LOST, told.LOST, row.left, by)
            steps.to_check.add(row.person_id)
            day = on or timezone.localdate()
            steps.postings.append(postings.lost(row, day, by, was_disputed=was == State.DISPUTED))
    return row
