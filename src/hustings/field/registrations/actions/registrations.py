"""Register for an event: asked for, mailed, confirmed and seated; changed, withdrawn, or disowned.

A registration takes its seats when it is confirmed, at once where its sender is recognised. Until then it
holds none: with other people's addresses anybody could fill a hall.
"""

import logging
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.events.models import Event
from hustings.field.registrations import helping, notices, openings, seats
from hustings.field.registrations.models import Notice, Registration, Release, Seat
from hustings.field.registrations.people import webhook_events
from hustings.foundation.lib.sql import write_turns
from hustings.foundation.webhooks import outbox
from hustings.people.duplicates.search.mailboxes import counted_as
from hustings.people.persons.models import Person
from hustings.people.signups import actions as people
from hustings.people.signups import address_bars
from hustings.people.signups.actions.submissions import MAILS_PER_ADDRESS, keep, refuse_many
from hustings.people.signups.kinds import Closed, SubmissionKind

log = logging.getLogger(__name__)
REGISTERED, CHANGED, WITHDRAWN, DISOWNED = (
    "registration.registered", "registration.changed", "registration.withdrawn", "registration.disowned"
)  # fmt: skip
_TYPED = ("given_name", "family_name", "postcode", "zone", "language", "guests", "wished", "answers")


def register(*, registration: Registration) -> Registration | None:
    """Keep it and queue the mail, or seat it at once; None: barred, too many mails, or sent before.

    Raises Closed, TooMany.
    """
    event = registration.event
    shifts, now = list(event.shifts.filter(pk__in=registration.wished)), timezone.now()
    if len(shifts) < len({*registration.wished}) or openings.refusal(event, shifts):
        raise Closed
    registration.wished = [shift.pk for shift in shifts if openings.is_open(shift, now)]
    if registration.known and helping.refusal(registration):
        raise Closed
    registration.mailbox = counted_as(registration.key)
    n_of_mailbox = refuse_many(registration, mailbox=registration.mailbox, event=event)
    keys = registration.key, registration.mailbox
    is_barred = address_bars.is_barred(event, *keys, visitor=registration.visitor)
    if (n_of_mailbox >= MAILS_PER_ADDRESS and not registration.known) or is_barred:
        log.warning("registration not mailed: the mailbox has had enough, or is barred")
        return None
    registration.ref = ""
    return registration if keep(registration) else None


@transaction.atomic
def enroll(
    *, event: Event, person: Person, shifts: Collection[int] = (), guests: int = 0, source: str = ""
) -> Registration:
    """Register somebody whom the team knows, such as by telephone. ``shifts``: numbers; none: all."""
    email = person.emails.first()
    key = email.key if email else f"person-{person.pk}@invalid"
    wished = sorted(shifts or event.shifts.values_list("pk", flat=True))
    made = Registration.objects.create(
        event=event, key=key, address=email.address if email else "", mailbox=counted_as(key), guests=guests,
        wished=wished, language=person.language, source=source[:200], given_name=person.given_name,
        family_name=person.family_name, zone=person.zone,
    )  # fmt: skip
    return _seat(made, person, timezone.now())


def _confirm(registration: Registration) -> Registration:
    """Make or complete the person, and seat them: in place of what this mailbox asked for before."""
    event = registration.event
    asked, now = list(event.shifts.filter(pk__in=registration.wished)), timezone.now()
    shifts = [shift for shift in asked if openings.is_open(shift, now)]
    if not shifts or openings.refusal(event, shifts):
        raise Closed
    person, _is_new = people.take_in(typed=registration, kind=REGISTERED, event=event.pk, title=event.titles)
    registration.wished = sorted(shift.pk for shift in helping.possible(person, shifts))
    registration.phone = ""
    return _seat(registration, person, timezone.now())


def _seat(registration: Registration, person: Person, now: datetime) -> Registration:
    standing = Registration.objects.of_mailbox(registration.event_id, registration.mailbox)
    if standing and standing.key == registration.key:  # the links in its mails go on
        for name in _TYPED:
            setattr(standing, name, getattr(registration, name))
        if registration.pk:
            registration.delete()
        registration = standing
    elif standing:
        standing.withdrawn_at = now
        standing.save(update_fields=["withdrawn_at"])
    registration.person, registration.confirmed_at = person, now
    registration.save()
    if standing and standing != registration:
        standing.seats.live().update(registration=registration, person=person)
    seats.arrange(registration, registration.wished, now=now)
    notices.tell(registration.pk, Notice.Kind.ARRANGED, now.isoformat())
    outbox.tell(webhook_events.REGISTERED, registration.pk)
    log.info("registrations.confirm registration=%s event=%s", registration.pk, registration.event_id)
    return registration


def change(
    *,
    registration: Registration,
    shifts: Collection[int],
    guests: int,
    answers: Mapping[str, Any] | None = None,
) -> Registration:
    """Other shifts, guests or answers, by whoever has the link. Raises Closed."""
    with write_turns.turn(), transaction.atomic():
        found = Registration.objects.locked(registration.pk)
        mine = set(found.seats.live().values_list("shift", flat=True))
        asked = list(found.event.shifts.filter(pk__in=shifts))
        if not found.is_confirmed or not asked or openings.refusal(found.event, asked):
            raise Closed
        if found.person:
            asked = helping.possible(found.person, asked)
        now = timezone.now()
        wished = sorted(one.pk for one in asked if one.pk in mine or openings.is_open(one, now))
        found.wished, found.guests = wished, guests
        if answers is not None:
            asked_now = set(found.event.questions.asked().values_list("key", flat=True))
            old = {key: said for key, said in found.answers.items() if key not in asked_now}
            found.answers = {**old, **answers}
        found.save(update_fields=["wished", "guests", "answers"])
        if found.person:
            found.person.log(CHANGED, event=found.event_id, title=found.event.titles)
        seats.arrange(found, wished, now=now)
        notices.tell(found.pk, Notice.Kind.ARRANGED, now.isoformat())
        outbox.tell(webhook_events.REGISTERED, found.pk)
        log.info("registrations.change registration=%s", found.pk)
        return found


def withdraw(*, registration: Registration, why: Release = Release.BY_THEM) -> bool:
    """Give all seats back; False where it was withdrawn before."""
    with write_turns.turn(), transaction.atomic():
        found = Registration.objects.locked(registration.pk)
        if not found.is_confirmed:
            return False
        _withdraw(found, why)
        return True


def _withdraw(registration: Registration, why: Release = Release.BY_THEM) -> None:
    registration.withdrawn_at = timezone.now()
    registration.save(update_fields=["withdrawn_at"])
    event = registration.event
    if registration.person:
        registration.person.log(WITHDRAWN, event=event.pk, title=event.titles)
    _release_all([registration], why)
    kind = Notice.Kind.REMOVED if why == Release.BY_TEAM else Notice.Kind.WITHDRAWN
    notices.tell(registration.pk, kind, registration.withdrawn_at.isoformat())
    outbox.tell(webhook_events.CANCELLED, registration.pk, **webhook_events.cancelled(registration))
    log.info("registrations.withdraw registration=%s why=%s", registration.pk, why)


def _release_all(registrations: Collection[Registration], why: Release) -> None:
    now = timezone.now()
    held = Seat.objects.live().filter(registration__in=[each.pk for each in registrations])
    locked = seats.lock(held.values_list("shift", flat=True))
    for seat in held.all():
        seats.release(seat, locked[seat.shift_id], why, now)
    for shift in locked.values():
        seats.offer(shift, now)


def _disown(registration: Registration) -> None:
    """The registration and its consents go; a fingerprint bars the mailbox for a while."""
    if registration.person:
        people.take_back(typed=registration)
        title = registration.event.titles
        registration.person.log(DISOWNED, event=registration.event_id, title=title)
    address_bars.bar(registration.event, registration.mailbox)
    outbox.tell(webhook_events.CANCELLED, registration.pk, **webhook_events.cancelled(registration))
    remove(Registration.objects.filter(event=registration.event_id, key=registration.key))


def remove(rows: QuerySet[Any]) -> int:
    """Delete registrations in the caller's transaction, and offer their seats to the next."""
    found = list(rows.order_by("pk").select_for_update(of=("self",), no_key=True))
    _release_all(found, Release.ERASED)
    Registration.objects.filter(pk__in=[each.pk for each in found]).delete()
    return len(found)


def refusal(registration: Registration) -> str:
    """Why it can't be taken, in words: the event's state, else a rule for helpers."""
    event = registration.event
    shifts = list(event.shifts.filter(pk__in=registration.wished))
    why = openings.refusal(event, shifts or list(event.shifts.all()))
    return why or helping.refusal(registration)


def _closed(request: HttpRequest, registration: Registration) -> HttpResponse:
    words = {"event": registration.event, "refusal": refusal(registration)}
    return render(request, "registrations/not_open.html", words, status=410)


def _thanks_words(registration: Registration) -> dict[str, Any]:
    return {"is_seated": registration.seats.seated().exists()}


KIND = SubmissionKind(
    name="registrations", model=Registration, related=("event", "event__zone", "zone", "person"),
    templates="registrations", mail="registrations/mails/confirm",
    subject=lambda row: _("Confirm your registration: %(event)s") % {"event": row.event.title},
    words=lambda row: {"registration": row, "event": row.event},
    thanks_words=_thanks_words, confirm=_confirm, closed=_closed, withdraw=_withdraw, disown=_disown,
    remove=remove,
    withdrawn=gettext_lazy("You’re no longer registered. You can register again at any time."),
)  # fmt: skip
