"""Deposits at the bank: cheques and cash on slips, direct debits in files."""

import logging
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, OuterRef, Subquery, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.dates import date_format
from hustings.money.banking import collection_days, direct_debits, matching, tasks
from hustings.money.ledger.gathering import gathered
from hustings.money.payments import course, postings
from hustings.money.payments.models import Batch, Channel, Mandate, Payment, Slip, State
from hustings.money.payments.models.payments import ON_THE_WAY, PAID
from hustings.money.payments.refusals import NotPossible

log = logging.getLogger(__name__)
_MOST = 5_000  # debits in a file


def to_deposit(channel: Channel) -> Any:
    """Received and on no slip yet; a cheque also after its refund, which leaves the bank account."""
    states = [State.SETTLED, *([State.REFUNDED] if _is_cheque(channel) else [])]
    return Payment.objects.filter(channel=channel, state__in=states, slip=None)


def _is_cheque(channel: Channel) -> bool:
    return channel.provider == Channel.Provider.CHEQUE


@transaction.atomic
def deposit(*, channel: Channel, keys: list[int], on: date, by: User | None = None) -> Slip:
    """Put cheques or cash on a slip with the next number. Raises NotPossible where there is none."""
    Channel.objects.select_for_update().get(pk=channel.pk)
    rows = list(to_deposit(channel).filter(pk__in=keys).select_for_update())
    if not rows:
        raise NotPossible(_("Choose what you take to the bank."))
    last = Slip.objects.filter(channel=channel).aggregate(last=Max("number"))["last"] or 0
    slip = Slip.objects.create(
        channel=channel,
        number=last + 1,
        amount=sum(row.amount if _is_cheque(channel) else row.left for row in rows),
        n=len(rows),
        on=on,
        made_by=by,
    )
    Payment.objects.filter(pk__in=[row.pk for row in rows]).update(slip=slip)
    log.info("banking.slip slip=%s n=%s by=%s", slip.pk, slip.n, by and by.pk)
    return slip


@transaction.atomic
def deposited(*, slip: Slip, on: date, by: User | None = None) -> None:
    """Note that the bank has it, without a statement."""
    matching.deposited(slip, on, by)


@transaction.atomic
def take_back(*, slip: Slip, by: User | None = None) -> None:
    """Note that the bank did not have it after all. Raises NotPossible, NotPosted."""
    held = Slip.objects.select_for_update(of=("self",)).select_related("channel__books").get(pk=slip.pk)
    if held.payments.filter(state=State.LOST).exists():
        raise NotPossible(_("Not possible: the bank sent a cheque of this slip back."))
    if held.posted_at:
        held.posted_at, held.n_taken_back = None, held.n_taken_back + 1
        held.save(update_fields=["posted_at", "n_taken_back"])
        postings.slip_taken_back(held, timezone.localdate(), by)
        log.info("banking.slip_taken_back slip=%s by=%s", held.pk, by and by.pk)


@transaction.atomic
def void(*, slip: Slip, by: User | None = None) -> None:
    """Put what is on it back among what waits; its number stays. Raises NotPossible once the bank has it."""
    if not Slip.objects.filter(pk=slip.pk, posted_at=None, voided_at=None).update(voided_at=timezone.now()):
        raise NotPossible(_("Not possible: the bank has this slip, or it is void already."))
    Payment.objects.filter(slip=slip).update(slip=None)
    log.info("banking.slip_void slip=%s by=%s", slip.pk, by and by.pk)


@transaction.atomic
def collect(*, channel: Channel, on: date, by: User | None = None) -> Batch:
    """Put all debits that wait into a file for the bank, and have their payers told. Raises NotPossible."""
    _demand_day(on)
    if Channel.objects.select_for_update().get(pk=channel.pk).held_at:
        raise NotPossible(_("Charges wait since a backup was restored."))
    waiting = Payment.objects.on_the_way().filter(channel=channel, batch=None, mandate__ended_at=None)
    held = waiting.exclude(mandate=None).select_for_update(of=("self",)).order_by("pk")[:_MOST]
    keys = [row.pk for row in held]
    if not keys:
        raise NotPossible(_("No direct debit is waiting."))
    rows = Payment.objects.filter(pk__in=keys)
    n_before = Batch.objects.filter(channel=channel).count()
    name = f"HU-{channel.pk}-{n_before + 1}-{timezone.now():%Y%m%d%H%M%S}"
    batch = Batch.objects.create(
        channel=channel, message_id=name, n=len(keys), on=on, amount=rows.aggregate(sum=Sum("amount"))["sum"],
    )  # fmt: skip
    rows.update(batch=batch)
    Mandate.objects.filter(payments__in=keys, last_used_on=None).update(last_used_on=on)
    tasks.announce_debits.enqueue(batch.pk)
    log.info("banking.batch batch=%s n=%s by=%s", batch.pk, batch.n, by and by.pk)
    return batch


def _demand_day(on: date) -> None:
    first, last = collection_days.bounds(timezone.localdate())
    if not first <= on <= last:
        shown = {"first": date_format(first), "last": date_format(last)}
        raise NotPossible(_("Choose a collection day from %(first)s to %(last)s.") % shown)
    if not collection_days.is_open(on):
        nearest = date_format(collection_days.next_open(on))
        raise NotPossible(_("Banks collect nothing on that day. The next day is %s.") % nearest)


@transaction.atomic
def void_file(*, batch: Batch, by: User | None = None) -> None:
    """Have its debits wait for the next file, which tells their payers anew. Raises NotPossible."""
    held = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if held.posted_at or held.payments.exclude(state__in=ON_THE_WAY).exists():
        raise NotPossible(_("Not possible: the bank has this file."))
    if held.voided_at:
        return
    Batch.objects.filter(pk=held.pk).update(voided_at=timezone.now())
    first = Payment.objects.filter(mandate=OuterRef("pk"), batch__isnull=False, batch__voided_at=None)
    days = Subquery(first.order_by("batch__on").values("batch__on")[:1])
    Mandate.objects.filter(payments__batch=held, last_used_on=held.on).update(last_used_on=days)
    held.payments.update(batch=None, mailed_at=None)
    log.info("banking.batch_void batch=%s by=%s", held.pk, by and by.pk)


@transaction.atomic
def reopen(*, batch: Batch, amount: int, by: User | None = None) -> None:
    """Await each debit of a file again: the ``amount`` was other money. Raises NotPossible, NotPosted."""
    held = Batch.objects.select_for_update(of=("self",)).select_related("channel__books").get(pk=batch.pk)
    if held.payments.filter(state=State.LOST).exists():
        raise NotPossible(_("Not possible: the bank sent a debit of this file back."))
    held.posted_at, held.n_taken_back = None, held.n_taken_back + 1
    held.save(update_fields=["posted_at", "n_taken_back"])
    today = timezone.localdate()
    postings.batch_taken_back(held, amount, today, by)
    keys = held.payments.filter(state__in=PAID, lines=None).values_list("pk", flat=True)
    with gathered(), course.together():
        for row in course.locked(keys).values():
            course.unsettle(row, today, held_for=None, by=by)
    log.info("banking.batch_reopened batch=%s by=%s", held.pk, by and by.pk)


def file_of(batch: Batch) -> bytes:
    """The file for the bank: as often as it is asked for the same debits."""
    rows = batch.payments.select_related("mandate").order_by("pk")
    content = direct_debits.file(batch, rows)
    Batch.objects.filter(pk=batch.pk, fetched_at=None).update(fetched_at=timezone.now())
    return content
