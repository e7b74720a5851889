"""Changes of published events that hosts ask for: made at once, or left to the organiser of the territory."""

import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.events import tasks
from hustings.field.events.actions.series import Scope, change_series
from hustings.field.events.models import Event, EventChange
from hustings.foundation.accounts.models import User

log = logging.getLogger(__name__)


class NotDecided(Exception):
    """The change is no longer open, or can't be made; the message says why."""


@transaction.atomic
def change_by_hosts(*, event: Event, values: Mapping[str, Any], scope: str = Scope.ONE) -> None:
    """Change an event that waits, or a trusted group's; of others a private link, and ask for the rest."""
    event = Event.objects.select_for_update(of=("self",)).select_related("group").get(pk=event.pk)
    if event.may_be_changed_by_hosts:
        withdraw(event=event)
        change_series(event=event, values=values, scope=scope)
        return
    said = {name: value for name, value in values.items() if value != getattr(event, name)}
    if "online_at" in said and event.is_link_private and values["is_link_private"]:
        change_series(event=event, values={"online_at": said.pop("online_at")}, scope=scope)
    _ask(event, said, scope)


def _ask(event: Event, said: dict[str, Any], scope: str) -> None:
    """One open change an event. The same one, asked again, stays where it is in the queue."""
    wanted = EventChange(event=event, values=said, scope=scope)
    known = EventChange.objects.open().filter(event=event).first()
    if known and said and (known.read, known.scope) == (said, scope):
        return
    withdraw(event=event)
    if said:
        wanted.save()
        log.info("events.ask_change event=%s change=%s", event.pk, wanted.pk)


def withdraw(*, event: Event) -> None:
    EventChange.objects.open().filter(event=event).update(withdrawn_at=timezone.now())


@transaction.atomic
def accept(*, change: EventChange, user: User) -> None:
    """Make the change; participants are told as when the team makes it. Raises NotDecided."""
    change = _locked(change, user)
    if not change.planned.over_at > timezone.now():
        raise NotDecided(_("The new date is past. Refuse the change, and ask for another date."))
    change_series(event=change.event, values=change.read, scope=change.scope)
    _decide(change, "accepted_at", user)


@transaction.atomic
def refuse(*, change: EventChange, user: User, reason: str) -> None:
    """Leave the event as it is. Raises NotDecided."""
    change = _locked(change, user)
    change.reason = reason
    _decide(change, "refused_at", user)


def _locked(change: EventChange, user: User) -> EventChange:
    rows = EventChange.objects.select_for_update(of=("self",)).decided_by(user).select_related("event")
    found = rows.get(pk=change.pk)
    if not found.is_open:
        raise NotDecided(_("This change was decided or replaced meanwhile."))
    if found.event.cancelled_at or found.event.is_over:
        raise NotDecided(_("The event is cancelled or over."))
    return found


def _decide(change: EventChange, column: str, user: User) -> None:
    setattr(change, column, timezone.now())
    change.user = user
    change.save(update_fields=[column, "user", "reason"])
    tasks.tell_host_of_change.enqueue(change.pk)
    log.info("events.decide_change change=%s %s user=%s", change.pk, column, user.pk)
