"""Make a petition, change it, hand it over."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.people.persons.refusals import Refused
from hustings.site.petitions import meter, proof
from hustings.site.petitions.models import Petition
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)


class BadPetition(Refused):
    """Something is missing or contradicts itself."""


@transaction.atomic
def save_petition(
    *,
    petition: Petition | None = None,
    titles: Mapping[str, str],
    addressees: Mapping[str, str],
    goal: int,
    opens_at: datetime,
    closes_at: datetime | None,
    asks: Sequence[str],
    consents: Sequence[str],
    user: User | None,
) -> Petition:
    """Write a petition down, new or changed. What was signed before stays as it was."""
    if not any(titles.values()):
        raise BadPetition(_("A petition needs a title."))
    if closes_at and closes_at <= opens_at:
        raise BadPetition(_("The closing date must be after the opening date."))
    found = petition or Petition(user=user)
    found.titles, found.addressees, found.goal = dict(titles), dict(addressees), goal
    found.opens_at, found.closes_at = opens_at, closes_at
    found.asks, found.consents = list(asks), list(consents)
    found.save()
    site_version.renew()
    log.info("petition saved id=%s user=%s", found.pk, user and user.pk)
    return found


@transaction.atomic
def deliver(
    *,
    petition: Petition,
    deliveries: Mapping[str, str],
    delivered_at: datetime,
    picture: Any = None,
    picture_alts: Mapping[str, str] | None = None,
    user: User | None,
) -> Petition:
    """Say that it was handed over: it closes; a second time changes the words, not the number."""
    if not any(deliveries.values()):
        raise BadPetition(_("Describe how it was delivered."))
    if delivered_at > timezone.now():
        raise BadPetition(_("This date is in the future."))
    petition = Petition.objects.select_for_update(of=("self",)).get(pk=petition.pk)
    if petition.delivered_at is None:
        proof.seal(petition.pk)
        petition.n_delivered = meter.count(petition.pk)
    petition.delivered_at, petition.deliveries = delivered_at, dict(deliveries)
    petition.picture, petition.picture_alts = picture, dict(picture_alts or {})
    petition.save()
    site_version.renew()
    log.info("petition delivered id=%s n=%s user=%s", petition.pk, petition.n_delivered, user and user.pk)
    return petition


@transaction.atomic
def take_back_delivery(*, petition: Petition, user: User | None) -> None:
    """It was not handed over after all: it is as open as its days say; the words stay for the next time."""
    Petition.objects.filter(pk=petition.pk).update(delivered_at=None, n_delivered=None)
    site_version.renew()
    log.info("delivery taken back id=%s user=%s", petition.pk, user and user.pk)
