"""The course of a gift. Each step is taken once, however often it is told; the books get one entry for it."""

import logging
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.webhooks import outbox
from hustings.money.donations import mailing_gifts, postings, tasks, told, webhook_events
from hustings.money.donations.actions import newcomers
from hustings.money.donations.models import Donation, Donor, RefundProposal, State
from hustings.money.donations.models.donations import BEFORE
from hustings.money.donations.refusals import NotNow, TooMuch, not_now
from hustings.money.ledger import law
from hustings.outreach.tracking.attribution import conversions
from mailguard.identifiers import addresses

log = logging.getLogger(__name__)


@transaction.atomic
def begin_payment(*, donation: Donation, held_for: timedelta, means: str = "") -> Donation:
    """Note that the payment is under way; a bank transfer is waited for longer than a card.

    Again with other ``means``: the donor took another road.
    """
    values = {"expires_at": timezone.now() + held_for} | ({"means": means} if means else {})
    row, was = _move(donation, State.PENDING, **values)
    if not was:
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=list(values))
    return row


@transaction.atomic
def settle(*, donation: Donation, on: date | None = None, by: User | None = None) -> Donation:
    """Note that the money is there, also after a failure or expiry. Raises NotNow, NotPosted."""
    row, was = _move(donation, State.SETTLED, settled_at=timezone.now(), expires_at=None, ended_at=None)
    if not was:
        return row
    is_new = row.person_id is None and newcomers.take_in(row)
    if row.form_key:
        newcomers.note_origin(row, is_new=is_new)
        whose = addresses.key_of(row.donor.email)
        conversions.settle(mailing_gifts.KIND, whose=whose, person=row.person, is_new=is_new)
    if row.language:
        tasks.thank.enqueue(row.pk)
    _keep(row)
    outbox.tell(webhook_events.RECEIVED, row.pk)
    told.tell(row, told.SETTLED, row.amount, by)
    if was in {State.FAILED, State.EXPIRED}:  # what was free in between may be given away
        tasks.check_later(row.person_id)
    postings.settled(row, on or timezone.localdate(), by)
    return row


def _keep(row: Donation) -> None:
    """Have the donor's facts kept for as long as the law wants the books kept."""
    until = law.kept_until(row.given_on)
    Donor.objects.filter(pk=row.donor_id).exclude(kept_until__gte=until).update(kept_until=until)


@transaction.atomic
def fail(*, donation: Donation) -> Donation:
    """Note that the payment failed: the amount is free again."""
    return _move(donation, State.FAILED, ended_at=timezone.now())[0]


@transaction.atomic
def expire(*, donation: Donation) -> Donation:
    """Note that nobody paid in time."""
    return _move(donation, State.EXPIRED, ended_at=timezone.now())[0]


def expire_overdue() -> int:
    """Let go of gifts that were not paid in time; their number."""
    return Donation.objects.overdue().update(state=State.EXPIRED, ended_at=timezone.now())


@transaction.atomic
def refund(
    *, donation: Donation, amount: int | None = None, on: date | None = None, by: User | None = None,
    by_hand: bool = False,
) -> Donation:  # fmt: skip
    """Give back a gift or a part of it (of a loan: pay back). Raises NotNow, TooMuch, NotPosted.

    ``by_hand``: the treasurer transfers it, whatever the way that it came.
    """
    row = _locked(donation)
    amount = row.left if amount is None else amount
    if row.state == State.REFUNDED:
        raise NotNow(_("This donation is refunded already."))
    if row.state != State.SETTLED:
        raise not_now(row.get_state_display())
    if not 0 < amount <= row.left:
        raise TooMuch(_("Enter an amount that is still there to refund."))
    row.refunded += amount
    if not row.left:
        row.state, row.ended_at = State.REFUNDED, timezone.now()
    row.save(update_fields=["refunded", "state", "ended_at"])
    proposals = RefundProposal.objects.open().filter(donation=row, amount__lte=amount)
    proposals.update(done_at=timezone.now(), done_by=by)
    told.tell(row, told.REFUNDED, amount, by)
    outbox.tell(webhook_events.REFUNDED, row.pk, amount=amount)
    tasks.check_later(row.person_id)
    log.info("donations.refund donation=%s amount=%s by=%s", row.pk, amount, by and by.pk)
    postings.refunded(row, amount, row.refunded, on or timezone.localdate(), by, by_hand=by_hand)
    return row


@transaction.atomic
def take_back(*, donation: Donation, amount: int, on: date | None = None) -> Donation:
    """Note that a refund did not reach the donor: the money is ours again. Raises NotNow."""
    row = _locked(donation)
    if row.state not in {State.SETTLED, State.REFUNDED}:
        raise not_now(row.get_state_display())
    row.refunded, row.state, row.ended_at = row.refunded - amount, State.SETTLED, None
    row.n_refunds_failed += 1
    row.save(update_fields=["refunded", "state", "ended_at", "n_refunds_failed"])
    told.tell(row, told.REFUND_FAILED, amount)
    outbox.tell(webhook_events.REFUND_FAILED, row.pk, amount=amount)
    tasks.check_later(row.person_id)
    log.info("donations.refund_failed donation=%s amount=%s", row.pk, amount)
    postings.refund_failed(row, amount, on or timezone.localdate())
    return row


@transaction.atomic
def dispute(*, donation: Donation, on: date | None = None, by: User | None = None) -> Donation:
    """Note that the donor's bank asks the money back, and holds it."""
    row, was = _move(donation, State.DISPUTED)
    if was:
        row.n_disputes += 1
        row.save(update_fields=["n_disputes"])
        outbox.tell(webhook_events.DISPUTED, row.pk)
        postings.disputed(row, on or timezone.localdate(), by)
    return row


@transaction.atomic
def win_dispute(*, donation: Donation, on: date | None = None, by: User | None = None) -> Donation:
    """Note that the money stays after a dispute."""
    row = _locked(donation)
    if row.state != State.DISPUTED:
        raise not_now(row.get_state_display())
    row.state = State.SETTLED
    row.save(update_fields=["state"])
    postings.won(row, on or timezone.localdate(), by)
    return row


@transaction.atomic
def lose(*, donation: Donation, on: date | None = None, by: User | None = None) -> Donation:
    """Note that the bank took the money back: a lost dispute, or a direct debit that was returned."""
    row, was = _move(donation, State.LOST, ended_at=timezone.now())
    if was:
        told.tell(row, told.LOST, row.left, by)
        outbox.tell(webhook_events.LOST, row.pk)
        tasks.check_later(row.person_id)
        postings.lost(row, on or timezone.localdate(), by, was_disputed=was == State.DISPUTED)
    return row


def _locked(donation: Donation) -> Donation:
    return (
        Donation.objects.select_for_update(of=("self",))
        .select_related("fund__books", "donor")
        .get(pk=donation.pk)
    )


def _move(donation: Donation, state: str, **values: Any) -> tuple[Donation, str]:
    """The row in its new state, and the state before it; "" where it is there already. Raises NotNow."""
    row = _locked(donation)
    if row.state == state:
        return row, ""
    if row.state not in BEFORE[state]:
        raise not_now(row.get_state_display())
    was, row.state = row.state, state
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *values])
    log.info("donations.%s donation=%s from=%s", state, row.pk, was)
    return row, was
