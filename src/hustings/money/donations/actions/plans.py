"""Monthly gifts: started, changed, paused and ended by the donor; each gift is judged like any other."""

import logging
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.foundation.webhooks import outbox
from hustings.money.donations import caps, tasks, told, webhook_events
from hustings.money.donations.actions.giving import demand_lawful, pledge
from hustings.money.donations.models import Donation, Donor, Fund, Plan
from hustings.money.donations.refusals import NotTaken
from hustings.money.payments.models import Mandate
from hustings.people.persons.models import Activity, Person

log = logging.getLogger(__name__)
RETRIES = (3, 7)  # days after a payment that failed, and after another
HELD_FOR = timedelta(days=21)  # a direct debit is slow; what comes later counts all the same


@transaction.atomic
def start_plan(
    *, fund: Fund, person: Person, donor: Donor, amount: int, means: str, day: int, **values: Any
) -> Plan:
    """A monthly gift from the next such day on."""
    donor.person = caps.locked(person.pk)
    donor.fit()
    if donor.pk is None:
        donor.save()
    values.setdefault("next_on", _from(timezone.localdate(), day))
    plan = Plan.objects.create(
        fund=fund, person=donor.person, donor=donor, amount=amount, means=means, day=day, **values
    )
    _tell(plan, told.PLAN_STARTED)
    outbox.tell(webhook_events.PLAN_STARTED, plan.pk)
    log.info("donations.plan plan=%s fund=%s", plan.pk, fund.pk)
    return plan


@transaction.atomic
def begin_plan(*, donation: Donation, mandate: Mandate | None) -> Plan | None:
    """Turn the first gift of a monthly one, now paid, into its plan. Twice is like once."""
    row = (
        Donation.objects.select_for_update(of=("self",))
        .select_related("fund__books", "donor")
        .get(pk=donation.pk)
    )
    if row.plan_id or not row.is_monthly or row.person is None:
        return None
    day = row.day_of_month
    assert day
    plan = start_plan(
        fund=row.fund, person=row.person, donor=row.donor, amount=row.amount, means=row.means, day=day,
        kind=row.kind, mandate=mandate, next_on=_after(row.given_on, day),
    )  # fmt: skip
    row.plan = plan
    row.save(update_fields=["plan"])
    return plan


@transaction.atomic
def change_plan(*, plan: Plan, amount: int, day: int) -> Plan:
    """Another amount or day, from the next gift on. Raises AgainstLaw where that one can't be taken."""
    row = _locked(plan)
    is_as_before = amount == row.amount
    row.amount, row.day, row.changed_at = amount, day, timezone.now()
    row.next_on = _from(max(timezone.localdate(), row.next_on.replace(day=1)), day)
    if not is_as_before:
        _demand_lawful(row)
    row.save(update_fields=["amount", "day", "changed_at", "next_on"])
    _tell(row, told.PLAN_CHANGED)
    outbox.tell(webhook_events.PLAN_CHANGED, row.pk)
    return row


@transaction.atomic
def pause_plan(*, plan: Plan) -> None:
    """Ask for nothing until it is resumed."""
    Plan.objects.running().filter(pk=plan.pk).update(paused_at=timezone.now())


@transaction.atomic
def resume_plan(*, plan: Plan) -> None:
    """Ask again from the next such day on; months in between are not asked for."""
    row = _locked(plan)
    if row.ended_at:
        return
    row.paused_at, row.next_on = None, max(row.next_on, _from(timezone.localdate(), row.day))
    row.retry_on, row.n_failed = None, 0
    row.save(update_fields=["paused_at", "next_on", "retry_on", "n_failed"])


@transaction.atomic
def end_plan(*, plan: Plan) -> None:
    """End it for good; gifts that were made stay."""
    if Plan.objects.live().filter(pk=plan.pk).update(ended_at=timezone.now()):
        _tell(plan, told.PLAN_ENDED)
        outbox.tell(webhook_events.PLAN_ENDED, plan.pk)
        log.info("donations.plan_ended plan=%s", plan.pk)


@transaction.atomic
def next_gift(*, plan: Plan) -> Donation | None:
    """Pledge the gift that is due and set the next day; paused where the law or the fund takes no more.

    Twice on one day makes one gift: the second finds nothing due.
    """
    row = _locked(plan)
    if row.person is None or not Plan.objects.due().filter(pk=row.pk).exists():
        return None
    if row.retry_on:
        row.retry_on = None
    else:
        row.next_on = _after(row.next_on, row.day)
    try:
        made = pledge(
            fund=row.fund, person=row.person, donor=row.donor, amount=row.amount, means=row.means,
            kind=row.kind, plan=row, on=timezone.localdate(), held_for=HELD_FOR,
            language=row.person.language,
        )  # fmt: skip
    except NotTaken as refused:
        made = None
        _stop(row, str(refused), type(refused).__name__)
    row.save(update_fields=["next_on", "retry_on"])
    return made


@transaction.atomic
def note_paid(*, plans: Iterable[Plan]) -> None:
    """Forget the failures before."""
    keys = {plan.pk for plan in plans}
    Plan.objects.filter(pk__in=keys, n_failed__gt=0).update(n_failed=0, retry_on=None)


@transaction.atomic
def note_failed(*, plan: Plan) -> None:
    """Ask once more after some days, by rule; pause it and tell the donor where that failed too."""
    row = _locked(plan)
    if row.ended_at or row.paused_at:
        return
    row.n_failed += 1
    if row.n_failed <= len(RETRIES):
        row.retry_on = timezone.localdate() + timedelta(days=RETRIES[row.n_failed - 1])
    else:
        _stop(row, "", "failed")
    row.save(update_fields=["n_failed", "retry_on"])


def _stop(plan: Plan, why: str, code: str) -> None:
    """Pause it and say so to the donor, with the law's words where it is the law that says no."""
    plan.paused_at = timezone.now()
    plan.save(update_fields=["paused_at"])
    log.info("donations.plan_paused plan=%s why=%s", plan.pk, code)
    tasks.tell_paused.enqueue(plan.pk, why)
    outbox.tell(webhook_events.PLAN_PAUSED, plan.pk)


def _locked(plan: Plan) -> Plan:
    rows = Plan.objects.select_for_update(of=("self",)).select_related(
        "fund__books__election", "donor", "person"
    )
    return rows.get(pk=plan.pk)


def _demand_lawful(plan: Plan) -> None:
    """Judge the next gift before it is promised for good; those after it are judged on their days."""
    if plan.person_id:
        caps.locked(plan.person_id)
    demand_lawful(
        Donation(
            fund=plan.fund, person=plan.person, donor=plan.donor, kind=plan.kind, means=plan.means,
            amount=plan.amount, currency=plan.fund.books.currency, given_on=plan.next_on,
        )
    )  # fmt: skip


def _from(day: date, on: int) -> date:
    """The next such day of a month, that day itself counting."""
    return day.replace(day=on) if day.day <= on else _after(day, on)


def _after(day: date, on: int) -> date:
    """That day of the month after."""
    return date(day.year + day.month // 12, day.month % 12 + 1, on)


def _tell(plan: Plan, kind: str) -> None:
    if plan.person_id:
        data = {"amount": plan.amount, "currency": plan.fund.books.currency, "fund": plan.fund.names}
        Activity.objects.create(person_id=plan.person_id, kind=kind, data=data)
