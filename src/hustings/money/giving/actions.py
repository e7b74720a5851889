"""Gifts that are promised on the page of a fund: once for a form, and so many from one network."""

import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.lib.sql import write_turns
from hustings.money.donations import mailing_gifts
from hustings.money.donations.actions import pledge
from hustings.money.donations.models import Donation, Donor, Fund
from hustings.money.donations.refusals import FundClosed
from hustings.outreach.emails import link_refs
from hustings.outreach.tracking.attribution import conversions
from hustings.people.persons.models import Person
from hustings.people.signups.actions.submissions import TooMany
from mailguard.identifiers import addresses

log = logging.getLogger(__name__)
_WINDOW = timedelta(hours=1)


def promise(
    *,
    fund: Fund,
    person: Person | None,
    donor: Donor,
    form_key: str,
    visitor: str = "",
    ref: str = "",
    **values: Any,
) -> Donation:
    """The gift of a form, however often it is sent. Raises NotTaken, and TooMany of one network.

    ``ref``: the letter by which they came. Without a ``person`` whoever pays becomes one.
    """
    if fund.shown_at is None:
        raise FundClosed(_("“%s” takes no donations any more.") % fund)
    if found := _of_form(form_key):
        return found
    _refuse_many(visitor)
    named = link_refs.read(ref)
    values["mailing"] = named.mailing if named else None
    try:
        with write_turns.turn(), transaction.atomic():
            row = pledge(fund=fund, person=person, donor=donor, form_key=form_key, visitor=visitor, **values)
            if ref:
                conversions.begin(mailing_gifts.KIND, ref, whose=addresses.key_of(donor.email))
            return row
    except IntegrityError:  # the same form in this very moment
        if found := _of_form(form_key):
            return found
        raise


def again(*, donation: Donation) -> Donation:
    """A new promise in place of one that failed or expired; twice is once. Raises NotTaken, TooMany."""
    row = Donation.objects.select_related("fund__books", "person", "donor").get(pk=donation.pk)
    form_key = f"again {row.pk}"
    if found := _of_form(form_key):
        return found
    _refuse_many(row.visitor)
    kept = (
        "amount",
        "means",
        "kind",
        "language",
        "source",
        "came",
        "team",
        "tribute",
        "is_monthly",
        "mailing",
    )
    try:
        with write_turns.turn():
            return pledge(
                fund=row.fund, person=row.person, donor=row.donor, form_key=form_key, visitor=row.visitor,
                **{name: getattr(row, name) for name in kept},
            )  # fmt: skip
    except IntegrityError:
        if found := _of_form(form_key):
            return found
        raise


def _of_form(form_key: str) -> Donation | None:
    return Donation.objects.select_related("fund__books", "donor").filter(form_key=form_key).first()


def _refuse_many(visitor: str) -> None:
    """Whoever tries out cards sends many."""
    recent = Donation.objects.filter(visitor=visitor, made_at__gt=timezone.now() - _WINDOW)
    if visitor and recent.count() >= settings.SIGN_UPS_PER_HOUR:
        log.warning("donations.many visitor=%s", visitor[:8])
        raise TooMany("Too many donations from one network within an hour.")
