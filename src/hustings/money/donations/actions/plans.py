"""Monthly gifts: started, changed, paused and ended by the donor; each gift is judged like any other."""

import logging
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.money.donations import caps, told
from hustings.money.donations.actions.giving import pledge
from hustings.money.donations.models import Donation, Donor, Fund, Plan
from hustings.money.donations.refusals import NotTaken
from hustings.people.persons.models import Activity, Person

log = logging.getLogger(__name__)


@transaction.atomic
def start_plan(
    *, fund: Fund, person: Person, donor: Donor, amount: int, means: str, day: int, **values: Any
) -> Plan:
    """A monthly gift from the next such day on."""
    donor.person = caps.locked(person.pk)
    donor.fit()
    if donor.pk is None:
        donor.save()
    plan = Plan.objects.create(
        fund=fund, person=donor.person, donor=donor, amount=amount, means=means, day=day,
        next_on=_from(timezone.localdate(), day), **values,
    )  # fmt: skip
    _tell(plan, told.PLAN_STARTED)
    log.info("donations.plan plan=%s fund=%s", plan.pk, fund.pk)
    return plan


@transaction.atomic
def change_plan(*, plan: Plan, amount: int, day: int) -> Plan:
    """Another amount or day, from the next gift on."""
    row = _locked(plan)
    row.amount, row.day, row.changed_at = amount, day, timezone.now()
    row.next_on = _from(max(timezone.localdate(), row.next_on.replace(day=1)), day)
    row.save(update_fields=["amount", "day", "changed_at", "next_on"])
    _tell(row, told.PLAN_CHANGED)
    return row


@transaction.atomic
def pause_plan(*, plan: Plan) -> None:
    """Ask for nothing until it is resumed."""
    Plan.objects.running().filter(pk=plan.pk).update(paused_at=timezone.now())


@transaction.atomic
def resume_plan(*, plan: Plan) -> None:
    """Ask again from the next such day on; months in between are not asked for."""
    row = _locked(plan)
    row.paused_at, row.next_on = None, _from(timezone.localdate(), row.day)
    row.save(update_fields=["paused_at", "next_on"])


@transaction.atomic
def end_plan(*, plan: Plan) -> None:
    """End it for good; gifts that were made stay."""
    if Plan.objects.live().filter(pk=plan.pk).update(ended_at=timezone.now()):
        _tell(plan, told.PLAN_ENDED)
        log.info("donations.plan_ended plan=%s", plan.pk)


@transaction.atomic
def next_gift(*, plan: Plan) -> Donation | None:
    """Pledge the gift that is due and set the next day; paused where the law or the fund takes no more.

    Twice on one day makes one gift: the second finds nothing due.
    """
    row = _locked(plan)
    if row.ended_at or row.paused_at or row.person is None or row.next_on > timezone.localdate():
        return None
    due = row.next_on
    row.next_on = _after(due, row.day)
    try:
        made = pledge(
            fund=row.fund, person=row.person, donor=row.donor, amount=row.amount, means=row.means,
            kind=row.kind, plan=row, on=timezone.localdate(), held_for=None,
        )  # fmt: skip
    except NotTaken as refused:
        log.info("donations.plan_paused plan=%s why=%s", row.pk, type(refused).__name__)
        made, row.paused_at = None, timezone.now()
    row.save(update_fields=["next_on", "paused_at"])
    return made


def _locked(plan: Plan) -> Plan:
    rows = Plan.objects.select_for_update(of=("self",)).select_related("fund", "donor", "person")
    return rows.get(pk=plan.pk)


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
