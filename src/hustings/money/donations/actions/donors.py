"""Facts of donors are corrected, and forgotten when the law no longer wants them."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.money.donations import tasks
from hustings.money.donations.models import Donation, Donor, Plan, State

log = logging.getLogger(__name__)
_UNPAID = timedelta(days=90)
_AT_ONCE = 500


@transaction.atomic
def correct_donor(*, donor: Donor, values: Mapping[str, Any], by: User | None = None) -> Donor:
    """Correct what was declared; the donor's gifts are checked again."""
    row = Donor.objects.select_for_update(of=("self",)).get(pk=donor.pk)
    for name, value in values.items():
        setattr(row, name, value)
    row.fit()
    row.save(update_fields=[*values, "key"])
    tasks.check_later(row.person_id)
    log.info("donations.correct donor=%s fields=%s by=%s", row.pk, ",".join(values), by and by.pk)
    return row


def forget_unpaid() -> int:
    """Delete gifts that were never paid, three months on, with what was declared for them alone."""
    old = Donation.objects.filter(
        state__in=[State.FAILED, State.EXPIRED], ended_at__lt=timezone.now() - _UNPAID
    )
    return _forget(old.values_list("pk", flat=True)[:_AT_ONCE])


def forget_kept() -> int:
    """Delete gifts of people who were erased, once the law no longer wants them kept."""
    over = Donation.objects.filter(person=None, donor__kept_until__lt=timezone.localdate())
    return _forget(over.values_list("pk", flat=True)[:_AT_ONCE])


@transaction.atomic
def _forget(keys: Any) -> int:
    rows = Donation.objects.filter(pk__in=list(keys))
    donors = set(rows.values_list("donor", flat=True))
    n, _by_model = rows.delete()
    Plan.objects.filter(donor__in=donors, person=None, donations=None).delete()
    Donor.objects.filter(pk__in=donors, donations=None, plans=None).delete()
    return n
