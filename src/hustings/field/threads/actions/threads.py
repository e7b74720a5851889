"""Write in a circle, and choose what mails come of it."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hustings.field.threads import limits, posting, tasks
from hustings.field.threads.circles import Circle
from hustings.field.threads.models import Message, Mute, Subscription, Thread, ThreadLink
from hustings.people.persons.models import Person

log = logging.getLogger(__name__)
LINK_EVERY = timedelta(minutes=5)


@transaction.atomic
def open_thread(*, circle: Circle, person: Person, title: str, text: str) -> Thread:
    """Begin a conversation with its first message."""
    posting.demand_voice(circle, person)
    limits.of_threads(person)
    thread = Thread.objects.create(
        kind=circle.kind, subject=circle.subject, zone_id=circle.zone, title=title, person=person
    )
    log.info(
        "thread opened thread=%s circle=%s:%s person=%s", thread.pk, circle.kind, circle.subject, person.pk
    )
    post(thread=thread, circle=circle, person=person, text=text)
    return thread


@transaction.atomic
def post(*, thread: Thread, circle: Circle, person: Person, text: str) -> Message:
    """Write in a conversation, and have the others told."""
    message = posting.write(thread=thread, circle=circle, person=person, text=text)
    tasks.spread.enqueue(message.pk)
    return message


@transaction.atomic
def subscribe(*, circle: Circle, person: Person, how: str, at_night: bool) -> None:
    """Choose when mails of a circle come."""
    said = {"how": how, "at_night": at_night, "chosen_at": timezone.now()}
    Subscription.objects.update_or_create(
        person=person, kind=circle.kind, subject=circle.subject, defaults=said
    )
    log.info("subscription chosen circle=%s:%s person=%s how=%s", circle.kind, circle.subject, person.pk, how)


@transaction.atomic
def mute(*, thread: Thread, person: Person, is_muted: bool) -> None:
    """Get no mails of one conversation, or get them again."""
    if is_muted:
        Mute.objects.get_or_create(thread=thread, person=person)
    else:
        Mute.objects.filter(thread=thread, person=person).delete()
    log.info("thread muted thread=%s person=%s muted=%s", thread.pk, person.pk, is_muted)


@transaction.atomic
def ask_for_link(*, thread: Thread, person: Person) -> None:
    """Mail somebody a link to a thread that they are in; once in five minutes."""
    Person.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)
    since = timezone.now() - LINK_EVERY
    if ThreadLink.objects.filter(thread=thread, person=person, used_at=None, made_at__gt=since).exists():
        return
    link = ThreadLink.objects.create(thread=thread, person=person)
    tasks.mail_link.enqueue(link.pk)
    log.info("thread link asked for link=%s thread=%s person=%s", link.pk, thread.pk, person.pk)
