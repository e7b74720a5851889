"""Make an appeal, change it, pause it; note answers; delete texts in time."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.people.persons.refusals import Refused
from hustings.site.representatives.models import (
    Appeal,
    ContactAttempt,
    Representative,
    Stand,
    Voice,
    Way,
)
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)


class BadAppeal(Refused):
    """Something is missing or contradicts itself."""


@transaction.atomic
def save_appeal(*, appeal: Appeal | None = None, values: Mapping[str, Any], user: User | None) -> Appeal:
    """Write an appeal down, new or changed. What was written before stays as it was."""
    said = dict(values)
    chosen = list(said.pop("representatives", []))
    found = appeal or Appeal(user=user)
    for name, value in said.items():
        setattr(found, name, value)
    _refuse(found, chosen)
    found.save()
    found.representatives.set(chosen)
    site_version.renew()
    log.info("appeal saved id=%s user=%s", found.pk, user and user.pk)
    return found


def _refuse(appeal: Appeal, chosen: list[Representative]) -> None:
    if not any(appeal.titles.values()):
        raise BadAppeal(_("Enter a title."))
    if appeal.closes_at and appeal.closes_at <= appeal.opens_at:
        raise BadAppeal(_("The closing date must be after the opening date."))
    if not appeal.ways:
        raise BadAppeal(_("Choose whether people write or call."))
    if not (appeal.offices or chosen):
        raise BadAppeal(_("Choose an office or representatives."))
    if Way.LETTER in appeal.ways and not any(appeal.points.values()):
        raise BadAppeal(_("Enter at least one point to choose from."))


@transaction.atomic
def pause(*, appeal: Appeal, is_paused: bool, user: User | None) -> None:
    """Stop all of it at once, or let it go on: while it is paused nothing is taken and nothing leaves."""
    Appeal.objects.filter(pk=appeal.pk).update(paused_at=timezone.now() if is_paused else None)
    site_version.renew()
    log.info("appeal paused=%s id=%s user=%s", is_paused, appeal.pk, user and user.pk)


@transaction.atomic
def note_stand(
    *, appeal: Appeal, representative: Representative, side: str, note: str, user: User | None
) -> None:
    """Note what a representative answered; a later word replaces an earlier one. Empty: none."""
    if not side:
        Stand.objects.filter(appeal=appeal, representative=representative).delete()
    else:
        Stand.objects.update_or_create(
            appeal=appeal, representative=representative,
            defaults={"side": side, "note": note, "user": user, "noted_at": timezone.now()},
        )  # fmt: skip
    log.info("stand noted appeal=%s representative=%s", appeal.pk, representative.pk)


def forget() -> int:
    """Delete the texts whose days are over. How many."""
    now = timezone.now()
    n_emptied = 0
    for appeal in Appeal.objects.only("pk", "kept_days"):
        before = now - timedelta(days=appeal.kept_days)
        rows = Voice.objects.filter(appeal=appeal, emptied_at=None, confirmed_at__lt=before)
        late = ContactAttempt.objects.filter(appeal=appeal, counted_at__isnull=False)
        rows = rows.exclude(pk__in=late.filter(sent_at=None).values("voice"))
        rows = rows.exclude(pk__in=late.filter(sent_at__gte=before).values("voice"))
        n_emptied += rows.update(subject="", text="", emptied_at=now)
    log.info("voices emptied n=%s", n_emptied)
    return n_emptied
