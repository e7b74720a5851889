"""Monthly gifts that are due: promised, then charged. A lost answer is asked again at the next run."""

import logging
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from hustings.foundation import jobs
from hustings.money.donations import actions, paid
from hustings.money.donations.models import Donation, Plan, State
from hustings.money.payments.actions import charge
from hustings.money.payments.models import Mandate, Payment
from hustings.money.payments.providers.port import Trouble
from hustings.money.payments.refusals import NotPossible

log = logging.getLogger(__name__)
_AT_ONCE = 500  # rows read in one go


def ask_due() -> int:
    """Ask for every gift that is due; how many were charged. Twice on one day asks for nothing twice."""
    for pk in _keys(Plan.objects.due()):
        jobs.give_back_if_stopping()
        actions.next_gift(plan=Plan(pk=pk))
    n = 0
    for pk in _keys(Donation.objects.filter(plan__isnull=False, state=State.PLEDGED)):
        jobs.give_back_if_stopping()
        n += _charge(Donation.objects.select_related("fund", "plan__mandate").get(pk=pk))
    return n


def _keys(rows: QuerySet[Any]) -> Iterator[int]:
    """Keys of rows from the first to the last, some hundred at a time; each is looked at once."""
    last = 0
    while found := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]):
        yield from found
        last = found[-1]


def _charge(gift: Donation) -> bool:
    plan = gift.plan
    assert plan
    try:
        if (mandate := mandate_of(plan)) is None:
            raise NotPossible("It has no mandate.")
        label = gift.fund.name[:120]
        charge(mandate, paid.purpose(gift), amount=gift.amount, currency=gift.currency, label=label)
    except Trouble as trouble:
        log.warning("donations.charge_waits gift=%s why=%s", gift.pk, trouble)
        return False
    except NotPossible as refused:
        log.warning("donations.not_charged gift=%s why=%s", gift.pk, refused)
        actions.fail(donation=gift)
        actions.note_failed(plan=plan)
        return False
    return True


def mandate_of(plan: Plan) -> Mandate | None:
    """The mandate of a plan; that of its first gift, where the provider told it late."""
    if plan.mandate:
        return plan.mandate
    purposes = [paid.purpose(row) for row in plan.donations.order_by("pk")[:3]]
    rows = Payment.objects.filter(purpose__in=purposes, mandate__isnull=False).select_related("mandate")
    found = rows.order_by("pk").first()
    if found is None:
        return None
    Plan.objects.filter(pk=plan.pk, mandate=None).update(mandate=found.mandate)
    return found.mandate
