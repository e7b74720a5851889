"""Deeds on local groups."""

import logging
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.groups import membership, vacancies
from hustings.field.groups.models import GroupsPage, LocalGroup
from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.rights import PUBLISH_SITE
from hustings.foundation.lib.text.text_folding import fold
from hustings.site.website import listings
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)


TAKEN = gettext_lazy(
    "This territory already has a group with this name. Choose another name, or edit that group."
)


class NameTaken(Exception):
    """The territory has a group of that name."""


class NotShown(Exception):
    """It may not be shown; the message says why."""


@transaction.atomic
def found(*, values: Mapping[str, Any], user: User | None, show: bool = False) -> LocalGroup:
    """Enter a group; it waits to be shown, unless told otherwise."""
    group = LocalGroup(user=user, shown_at=timezone.now() if show else None)
    _save(group, values)
    if show:
        listings.begin(GroupsPage, user)
    log.info("groups.found group=%s shown=%s", group.pk, show)
    return group


@transaction.atomic
def change(*, group: LocalGroup, values: Mapping[str, Any]) -> None:
    _save(LocalGroup.objects.select_for_update().get(pk=group.pk), values)
    log.info("groups.change group=%s", group.pk)


def _save(group: LocalGroup, values: Mapping[str, Any]) -> None:
    before = group.organiser
    for name, value in values.items():
        setattr(group, name, value)
    if group.organiser != before:
        group.organiser_agreed_at = timezone.now() if group.organiser else None
    group.name_key, group.changed_at = fold(group.name)[:200], timezone.now()
    group.fit()
    try:
        with transaction.atomic():
            group.save()
    except IntegrityError as taken:
        raise NameTaken(TAKEN) from taken
    site_version.renew()


def is_taken(zone: int, name: str) -> bool:
    """Whether an open group of the territory has this name."""
    return LocalGroup.objects.filter(zone=zone, name_key=fold(name)[:200], closed_at=None).exists()


@transaction.atomic
def show(*, group: LocalGroup, user: User) -> None:
    if not access.everywhere(user, PUBLISH_SITE):
        raise NotShown(_("Only people who publish the site can show a group for the first time."))
    if LocalGroup.objects.filter(pk=group.pk, shown_at=None).update(shown_at=timezone.now()):
        listings.begin(GroupsPage, user)
        site_version.renew()
        log.info("groups.show group=%s", group.pk)


@transaction.atomic
def close(*, group: LocalGroup) -> None:
    """Show it no more. It can be taken back."""
    if LocalGroup.objects.filter(pk=group.pk, closed_at=None).update(closed_at=timezone.now()):
        vacancies.watch(membership.locked(group))
        site_version.renew()
        log.info("groups.close group=%s", group.pk)


@transaction.atomic
def reopen(*, group: LocalGroup) -> None:
    current = LocalGroup.objects.select_for_update().get(pk=group.pk)
    if current.closed_at is not None:
        _save(current, {"closed_at": None})
        vacancies.watch(current)
        log.info("groups.reopen group=%s", group.pk)
