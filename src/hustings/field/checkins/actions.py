"""Deeds at the doors of an event, done from HQ."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hustings.field.checkins import door_streams, keys, rules, settling
from hustings.field.checkins.models import DoorPlan, Finding, Ticket, TicketKey
from hustings.field.events.models import Event
from hustings.foundation.accounts.models import User
from hustings.foundation.sync import actions as sync
from hustings.foundation.sync.models import Handset, LoggedEntry, Stream

log = logging.getLogger(__name__)


def hand_out(*, event: Event, door: str, ends_at: datetime, user: User) -> tuple[Handset, str]:
    """Open one more door: its phone, and the link that is shown once."""
    return sync.hand_out(stream=door_streams.stream_of(event), name=door, ends_at=ends_at, user=user)


@transaction.atomic
def set_rules(*, plan: DoorPlan) -> None:
    """Let in by other rules, from now on; what was noted is judged anew."""
    plan.save()
    settling.settle_all(door_streams.stream_of(plan.event))
    log.info("checkins.rules event=%s", plan.event_id)


def mark_came(*, ticket: Ticket, user: User) -> None:
    """Note somebody's entry by hand, unless they are in."""
    stream = door_streams.stream_of(ticket.event)
    if not _live(stream, ticket.key, rules.ENTER):
        _note(stream, ticket.key, rules.ENTER, {"people": ticket.seat.n}, user)


def mark_absent(*, ticket: Ticket, user: User) -> None:
    """Note that somebody didn't come. An entry noted at a door outweighs it."""
    stream = door_streams.stream_of(ticket.event)
    if not _live(stream, ticket.key, rules.ABSENT):
        _note(stream, ticket.key, rules.ABSENT, {}, user)


def unmark(*, ticket: Ticket, user: User) -> None:
    """Take back all that was noted of a ticket, at doors, too."""
    stream = door_streams.stream_of(ticket.event)
    for verb in (rules.ENTER, rules.LEAVE, rules.ABSENT):
        for entry in _live(stream, ticket.key, verb):
            _note(stream, ticket.key, rules.UNDO, {"of": str(entry.pk)}, user)


def _live(stream: Stream, key: str, verb: str) -> list[LoggedEntry]:
    """Entries of a verb that nobody took back."""
    found = list(LoggedEntry.objects.of(stream, [key]))
    undone = {entry.body.get("of") for entry in found if entry.verb == rules.UNDO}
    return [entry for entry in found if entry.verb == verb and str(entry.pk) not in undone]


def _note(stream: Stream, key: str, verb: str, body: dict[str, object], user: User) -> None:
    sync.note_as_hq(stream=stream, said=[sync.Said(key, verb, body | {"how": "hq"})], user=user)


def clear(*, finding: Finding, user: User) -> None:
    """Say that somebody has looked at it."""
    Finding.objects.filter(pk=finding.pk, cleared_at=None).update(cleared_at=timezone.now(), cleared_by=user)


@transaction.atomic
def revoke_ticket(*, ticket: Ticket) -> None:
    """Let nobody in by a ticket that went astray; phones hear of it when they take the list again."""
    Ticket.objects.filter(pk=ticket.pk, revoked_at=None).update(revoked_at=timezone.now())
    log.info("checkins.revoke ticket=%s", ticket.pk)


def restore_ticket(*, ticket: Ticket) -> None:
    """Let in by it again."""
    Ticket.objects.filter(pk=ticket.pk).update(revoked_at=None)
    log.info("checkins.restore ticket=%s", ticket.pk)


def replace_keys(*, user: User) -> TicketKey:
    """Sign with a new key, and trust no other: tickets that were shown before are no longer valid."""
    made = keys.replace()
    log.info("checkins.keys replaced=%s user=%s", made.number, user.pk)
    return made
