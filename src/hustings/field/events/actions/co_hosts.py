"""A second group at an event: asked or set, answered, ended. Of a series, this date and those that follow."""

import logging
from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.events import tasks
from hustings.field.events.models import CoHosting, Event
from hustings.field.groups.models import LocalGroup
from hustings.foundation.accounts.models import User
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)


class NotCoHosted(Exception):
    """This group can't be asked, or is not asked any more; the message says why."""


@transaction.atomic
def ask_group(*, event: Event, group: LocalGroup, user: User | None = None) -> CoHosting:
    """Ask a group to hold the event together with the one that leads; ``user``: the team sets it."""
    event = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    if event.cancelled_at or event.is_over:
        raise NotCoHosted(_("The event is cancelled or over."))
    if event.group_id == group.pk or not group.is_shown:
        raise NotCoHosted(_("Choose another group that is on the site."))
    rows = _from(event)
    known = set(
        CoHosting.objects.filter(group=group, event__in=rows, ended_at=None).values_list("event", flat=True)
    )
    if event.pk in known:
        raise NotCoHosted(_("This group is asked or co-hosts already."))
    now = timezone.now()
    made = CoHosting.objects.bulk_create(
        CoHosting(event=one, group=group, user=user, accepted_at=now if user else None)
        for one in rows
        if one.pk not in known
    )
    if user:
        _show([one.event_id for one in made])
    else:
        tasks.ask_co_host.enqueue(made[0].pk)
    log.info("events.ask_group event=%s group=%s set=%s", event.pk, group.pk, bool(user))
    return made[0]


def _from(event: Event) -> list[Event]:
    """The event, and the dates of its series after it."""
    if event.series_id is None:
        return [event]
    later = Event.objects.filter(series=event.series_id, cancelled_at=None, starts_at__gt=event.starts_at)
    return [event, *later.exclude(pk=event.pk).order_by("starts_at", "pk")]


def _same(one: CoHosting) -> Collection[int]:
    """Its row, and those of later dates of the series."""
    events = [event.pk for event in _from(one.event)]
    rows = CoHosting.objects.filter(event__in=events, group=one.group_id, ended_at=None)
    return list(rows.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def answer_as_co_host(*, one: CoHosting, is_yes: bool) -> None:
    """Take part or not. Raises NotCoHosted where it was withdrawn, or the event takes place no more."""
    if not CoHosting.objects.open().filter(pk=one.pk).exists() or one.group.closed_at:
        raise NotCoHosted(_("This request is answered already, was withdrawn, or is too late."))
    now = timezone.now()
    rows = CoHosting.objects.filter(pk__in=_same(one), accepted_at=None)
    keys = list(rows.values_list("event", flat=True))
    rows.update(**{"accepted_at" if is_yes else "ended_at": now})
    if is_yes:
        _show(keys)
    tasks.tell_of_co_host.enqueue(one.pk, is_yes)
    log.info("events.answer_as_co_host row=%s yes=%s", one.pk, is_yes)


@transaction.atomic
def end_co_hosting(*, one: CoHosting, by: LocalGroup | None = None) -> None:
    """Withdraw the request, leave, or be removed: from this date on. Hosts of the other group are told.

    ``by``: the group that ends it; None: the team does, and both are told.
    """
    rows = CoHosting.objects.filter(pk__in=_same(one))
    keys = list(rows.values_list("event", flat=True))
    if one.is_live and not one.event.is_over:
        tasks.tell_of_end.enqueue(one.pk, by.pk if by else None)
    rows.update(ended_at=timezone.now())
    _show(keys)
    log.info("events.end_co_hosting row=%s", one.pk)


def keep(model: Event, to: Sequence[Event]) -> None:
    """Give dates added to a series the groups that hold the one before, asked or live."""
    held = list(CoHosting.objects.filter(event=model, ended_at=None))
    CoHosting.objects.bulk_create(
        CoHosting(
            event=event,
            group_id=one.group_id,
            accepted_at=one.accepted_at,
            asked_at=one.asked_at,
            user_id=one.user_id,
        )
        for event in to
        for one in held
    )


def ask_again(model: Event, made: Event) -> None:
    """Ask the groups that hold an event together with others whether they hold its copy, too."""
    for one in CoHosting.objects.live().filter(event=model).select_related("group"):
        if one.group.is_shown:
            ask_group(event=made, group=one.group)


def _show(events: Collection[int]) -> None:
    """Pages and calendars read anew."""
    Event.objects.filter(pk__in=events).update(sequence=F("sequence") + 1, changed_at=timezone.now())
    site_version.renew()
