"""Gifts are promised on a page, or entered by hand with their money."""

import logging
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.legal import Refused as ByLaw
from hustings.foundation.legal import gifts
from hustings.money.donations import caps
from hustings.money.donations.actions.course import expire, settle
from hustings.money.donations.models import Donation, Donor, Fund
from hustings.money.donations.models.donations import ON_THE_WAY
from hustings.money.donations.models.words import SENT, Kinds
from hustings.money.donations.refusals import AgainstLaw, FundClosed, PersonGone
from hustings.money.payments import actions as payments
from hustings.people.persons.models import Person

log = logging.getLogger(__name__)
_CAPS = {"cap_per_election", "cap_per_year"}
HELD_FOR = timedelta(minutes=30)  # a card payment takes a few


@transaction.atomic
def pledge(
    *,
    fund: Fund,
    person: Person | None,
    donor: Donor,
    amount: int,
    means: str,
    on: date | None = None,
    held_for: timedelta | None = HELD_FOR,
    by: User | None = None,
    **values: Any,
) -> Donation:
    """A gift on its way, within what the law still lets this person give. Raises NotTaken.

    It counts against the caps at once, until ``held_for`` is over. ``donor`` may not be written yet.
    Without a ``person``: of somebody unproven, who is judged by what they typed alone.
    """
    fund = Fund.objects.select_related("books__election").get(pk=fund.pk)
    if fund.closed_at:
        raise FundClosed(_("“%s” takes no donations any more.") % fund)
    donor.fit()
    try:
        owner = caps.locked(person.pk) if person else None
    except PersonGone:
        raise PersonGone(_("The record of this person is gone.")) from None
    if owner is None:
        caps.lock_unproven(donor)
    donor.person = owner
    row = Donation(
        fund=fund, person=owner, donor=donor, amount=amount, means=means, currency=fund.books.currency,
        given_on=on or timezone.localdate(), expires_at=timezone.now() + held_for if held_for else None,
        made_by=by, due_on=_due_on(values, on or timezone.localdate()), **values,
    )  # fmt: skip
    caps.lock_total(row)
    gave_way = demand_lawful(row)
    if donor.pk is None:
        donor.save()
    row.donor = donor
    row.save()
    if gave_way:
        Donation.objects.filter(pk__in=gave_way).update(replaced_by=row)
    log.info("donations.pledge donation=%s fund=%s amount=%s", row.pk, fund.pk, amount)
    return row


def demand_lawful(row: Donation) -> list[int]:
    """Raise AgainstLaw unless the law lets it be given; keys of the promises that made room for it.

    What somebody unproven promised to send makes room: they change their mind, and nobody else could. Of
    somebody known it stands until they give it up themselves.
    """
    gave_way: list[int] = []
    answer = caps.judge(row)
    if isinstance(answer, ByLaw) and answer.code in _CAPS and row.person_id is None:
        promised = list(caps.promised_with(row))
        give_up(donations=promised)
        gave_way = [each.pk for each in promised]
        answer = caps.judge(row)
    if isinstance(answer, ByLaw):
        waiting = caps.promised_with(row) if answer.code in _CAPS else []
        raise AgainstLaw(answer, row.donor.facts(), sum(each.amount for each in waiting))
    return gave_way


@transaction.atomic
def give_up(*, donations: Sequence[Donation], by: User | None = None) -> None:
    """Let go of what will not be sent, or collected; if it comes all the same, it is received."""
    payments.give_up(purposes=[f"donations:{row.pk}" for row in donations])
    keys = [row.pk for row in donations]
    for row in Donation.objects.filter(pk__in=keys, state__in=ON_THE_WAY, means__in=SENT):
        expire(donation=row)
    log.info("donations.give_up donations=%s by=%s", keys, by and by.pk)


def _due_on(values: Mapping[str, Any], on: date) -> date | None:
    """The day on which a loan has to be paid back."""
    months = values.get("months") if values.get("kind") == Kinds.LOAN else None
    return gifts.months_after(on, months) if months else None


@transaction.atomic
def enter(*, by: User | None, on: date, **values: Any) -> Donation:
    """A gift whose money is there, such as a cheque, cash or a transfer. Raises NotTaken, NotPosted.

    Cheques and cash wait among the payments for their deposit slip.
    """
    row = pledge(on=on, held_for=None, by=by, **values)
    payments.record(
        books=row.fund.books, means=row.means, purpose=f"donations:{row.pk}", amount=row.amount,
        label=row.number, on=on, name=str(row.donor), email=row.donor.email,
    )  # fmt: skip
    return settle(donation=row, on=on, by=by)
