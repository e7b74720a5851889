"""Deeds on candidacies."""

import logging
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.elections.models import Election
from hustings.foundation.territories.named import name_key
from hustings.site.candidates import pages
from hustings.site.candidates.models import Candidacy
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)


class SeatTaken(Exception):
    """Somebody else stands there for the same ticket, or under the same name."""


@transaction.atomic
def nominate(
    *, election: Election, values: Mapping[str, Any], user: User | None, page: bool = True
) -> Candidacy:
    """Enter one candidacy, with its page unless told otherwise."""
    made = Candidacy(election=election)
    _save(made, values)
    if page:
        pages.make([made.pk], user)
    log.info("candidates.nominate candidacy=%s", made.pk)
    return made


@transaction.atomic
def change(*, candidacy: Candidacy, values: Mapping[str, Any], user: User | None) -> None:
    _save(Candidacy.objects.select_for_update().get(pk=candidacy.pk), values)
    pages.rename([candidacy.pk], user)
    log.info("candidates.change candidacy=%s", candidacy.pk)


def _save(candidacy: Candidacy, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(candidacy, name, value)
    candidacy.name_key = name_key(candidacy.given_name, candidacy.family_name)
    try:
        with transaction.atomic():
            candidacy.save()
    except IntegrityError as taken:
        raise SeatTaken(
            _(
                "This list, position or name is already taken there. Withdraw that candidate first,"
                " or correct the list, position or name."
            )
        ) from taken
    site_version.renew()


@transaction.atomic
def withdraw(*, candidacy: Candidacy, user: User | None) -> None:
    """End a candidacy: it is listed no more and its pages are hidden. It can be taken back."""
    if Candidacy.objects.filter(pk=candidacy.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        pages.hide([candidacy.pk], user)
        site_version.renew()
        log.info("candidates.withdraw candidacy=%s", candidacy.pk)


@transaction.atomic
def reinstate(*, candidacy: Candidacy, user: User | None) -> None:
    found = Candidacy.objects.select_for_update().get(pk=candidacy.pk)
    if found.withdrawn_at is None:
        return
    _save(found, {"withdrawn_at": None})
    pages.show([found.pk], user)
    log.info("candidates.reinstate candidacy=%s", found.pk)


@transaction.atomic
def make_pages(*, candidacies: list[int], user: User | None) -> int:
    standing = Candidacy.objects.standing().filter(pk__in=candidacies)
    return pages.make(list(standing.values_list("pk", flat=True)), user)
