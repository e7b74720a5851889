"""Ask for a speaker, offer it to one, and their answer. That whoever asks leads the group is checked here."""

import logging

from django.db import transaction
from django.utils import timezone

from hustings.field.events.models import Event
from hustings.field.groups.models import LocalGroup, Membership
from hustings.field.registrations.models import SpeakerRequest
from hustings.field.registrations.speakers import tasks
from hustings.foundation.accounts.models import User
from hustings.people.persons.models import Person

log = logging.getLogger(__name__)


class NotTheirs(Exception):
    """They don't lead the group, or the event isn't the group's."""


class AskedBefore(Exception):
    """There is a request for this event."""


class Over(Exception):
    """The event is over or cancelled, the request answered or closed."""


@transaction.atomic
def ask(*, event: Event, group: LocalGroup, person: Person, about: str) -> SpeakerRequest:
    """A request by somebody who leads the group, for an event of the group that lies ahead."""
    leads = Membership.objects.leaders().filter(group=group, person=person)
    if event.group_id != group.pk or not leads.exists():
        raise NotTheirs
    if event.starts_at <= timezone.now() or event.cancelled_at:
        raise Over
    held = Event.objects.select_for_update(of=("self",), no_key=True).get(pk=event.pk)
    if SpeakerRequest.objects.filter(event=held, closed_at=None).exists():
        raise AskedBefore
    made = SpeakerRequest.objects.create(event=held, group=group, asked_by=person, about=about)
    log.info("registrations.speaker_asked request=%s event=%s", made.pk, event.pk)
    return made


@transaction.atomic
def offer(*, request: SpeakerRequest, speaker: Person, user: User) -> None:
    """Ask a speaker by mail. The link of whoever was asked before leads nowhere then. Raises Over."""
    open_ = SpeakerRequest.objects.open().filter(pk=request.pk, event__starts_at__gt=timezone.now())
    changed = open_.update(
        speaker=speaker, user=user, offered_at=timezone.now(), declined_at=None, mailed_at=None
    )
    if not changed:
        raise Over
    tasks.send_offer.enqueue(request.pk)
    log.info("registrations.speaker_offered request=%s", request.pk)


@transaction.atomic
def accept(request: SpeakerRequest) -> bool:
    """The speaker comes; twice is like once. False where it was given to another, or is closed."""
    now = timezone.now()
    held = SpeakerRequest.objects.filter(pk=request.pk, offered_at=request.offered_at, closed_at=None)
    if held.filter(accepted_at=None, event__starts_at__gt=now).update(accepted_at=now):
        tasks.send_answer.enqueue(request.pk)
        log.info("registrations.speaker_accepted request=%s", request.pk)
    return held.exclude(accepted_at=None).exists()


@transaction.atomic
def decline(request: SpeakerRequest) -> None:
    """The speaker can't: the team looks for another."""
    held = SpeakerRequest.objects.open().filter(pk=request.pk, offered_at=request.offered_at)
    if held.update(declined_at=timezone.now(), offered_at=None, speaker=None, mailed_at=None):
        log.info("registrations.speaker_declined request=%s", request.pk)


@transaction.atomic
def close(*, request: SpeakerRequest, user: User) -> None:
    """Without a speaker; the group is told."""
    now = timezone.now()
    if SpeakerRequest.objects.open().filter(pk=request.pk).update(closed_at=now, user=user, offered_at=None):
        tasks.send_answer.enqueue(request.pk)
        log.info("registrations.speaker_closed request=%s", request.pk)
