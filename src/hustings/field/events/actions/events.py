"""Events: entered, changed, shown, cancelled."""

import logging
from collections.abc import Mapping
from copy import copy
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.events import hooks, tasks
from hustings.field.events.actions import shifts
from hustings.field.events.hosts import host_mails
from hustings.field.events.models import AgendaPage, Event, Series, Shift
from hustings.field.events.rights import CHANGE_EVENTS
from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.rights import PUBLISH_SITE
from hustings.site.website import listings
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)


class NotShown(Exception):
    """It may not be shown; the message says why."""


@transaction.atomic
def announce(
    *,
    values: Mapping[str, Any],
    user: User | None,
    show: bool = False,
    capacity: int | None = None,
    like: Event | None = None,
) -> Event:
    """Enter a date with one shift, for itself, or those of ``like``; shown or to be."""
    event = Event(user=user, shown_at=timezone.now() if show else None)
    for name, value in values.items():
        setattr(event, name, value)
    event.fit()
    event.save()
    if like:
        shifts.copy(like, [event])
    else:
        Shift.objects.create(event=event, capacity=capacity)
    if show:
        listings.begin(AgendaPage, user)
    site_version.renew()
    log.info("events.announce event=%s shown=%s", event.pk, show)
    return event


@transaction.atomic
def change(*, event: Event, values: Mapping[str, Any]) -> bool:
    """Change what the public reads; calendars that have it take the new one. Whether anything changed."""
    current = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    fields = frozenset(name for name, value in values.items() if getattr(current, name) != value)
    if not fields:
        return False
    was = copy(current)
    for name, value in values.items():
        setattr(current, name, value)
    current.fit()
    current.sequence, current.changed_at = current.sequence + 1, timezone.now()
    current.save()
    shifts.follow(current, was.starts_at, was.time_zone)
    hooks.changed(current, fields, was)
    site_version.renew()
    log.info("events.change event=%s sequence=%s", current.pk, current.sequence)
    return True


def may_show(user: Any, event: Event) -> bool:
    """Whoever publishes the site; what hosts of a group entered, also the organisers of its territory."""
    if access.everywhere(user, PUBLISH_SITE):
        return True
    return (
        event.is_proposed and access.within(Event.objects.filter(pk=event.pk), user, CHANGE_EVENTS).exists()
    )


@transaction.atomic
def show(*, event: Event, user: User) -> None:
    if not may_show(user, event):
        raise NotShown(_("Only people who publish the site can show an event for the first time."))
    same = Q(pk=event.pk) | Q(series__in=Series.objects.filter(events=event.pk))  # all dates of its series
    if Event.objects.filter(same, shown_at=None).update(shown_at=timezone.now()):
        listings.begin(AgendaPage, user)
        site_version.renew()
        if event.is_proposed:
            tasks.tell_host.enqueue(event.pk, host_mails.PUBLISHED)
        log.info("events.show event=%s", event.pk)


@transaction.atomic
def cancel(*, event: Event, reasons: Mapping[str, str], user: User | None = None) -> None:
    """Say that it doesn't take place: it stays listed, marked. It can be taken back.

    ``user``: of the team; the host whose event it refuses is told.
    """
    now = timezone.now()
    found = Event.objects.filter(pk=event.pk, cancelled_at=None)
    if found.update(cancelled_at=now, changed_at=now, sequence=F("sequence") + 1, reasons=dict(reasons)):
        event.refresh_from_db()
        hooks.cancelled(event)
        site_version.renew()
        if user and event.is_proposed:
            tasks.tell_host.enqueue(event.pk, host_mails.REFUSED)
        log.info("events.cancel event=%s", event.pk)


@transaction.atomic
def reinstate(*, event: Event) -> None:
    found = Event.objects.filter(pk=event.pk).exclude(cancelled_at=None)
    if found.update(cancelled_at=None, changed_at=timezone.now(), sequence=F("sequence") + 1, reasons={}):
        event.refresh_from_db()
        hooks.reinstated(event)
        site_version.renew()
        log.info("events.reinstate event=%s", event.pk)
