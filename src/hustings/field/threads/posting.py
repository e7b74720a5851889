"""Writing of messages, below actions and tasks: the site and incoming mail come here."""

import logging

from django.utils.translation import gettext as _

from hustings.field.threads import limits, viewers
from hustings.field.threads.circles import Circle
from hustings.field.threads.models import Message, Source, Thread
from hustings.people.persons.models import Person
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)


class NotAllowed(Refused):
    """This person may not write here, or not any more."""


def demand_voice(circle: Circle, person: Person) -> None:
    """Hold the person and see that they may write here. May raise NotAllowed."""
    Person.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)
    if not (circle.has(person.pk) or circle.is_led_by(person.pk)):
        raise NotAllowed(_("You aren’t a member any more, so you can’t write here."))
    if not circle.is_open:
        raise NotAllowed(_("This place is closed: its conversations can only be read."))
    if viewers.is_blocked(circle, person.pk):
        raise NotAllowed(_("A host has blocked you from writing here. Write to the team if you disagree."))


def write(
    *,
    thread: Thread,
    circle: Circle,
    person: Person,
    text: str,
    source: Source = Source.WEB,
    mail_key: str | None = None,
    n_cut: int = 0,
) -> Message:
    """Add a message, in the caller's transaction. ``mail_key``: of the mail that it came in."""
    demand_voice(circle, person)
    held = Thread.objects.select_for_update(of=("self",)).get(pk=thread.pk)
    if held.closed_at:
        raise NotAllowed(_("This conversation is closed."))
    limits.of_messages(person)
    limits.of_repeats(person, held, text)
    message = Message.objects.create(
        thread=held, person=person, text=text, source=source, mail_key=mail_key, n_cut=n_cut
    )
    held.n_messages, held.last_at, held.zone_id = held.n_messages + 1, message.at, circle.zone
    held.save(update_fields=["n_messages", "last_at", "zone"])
    log.info("message posted message=%s thread=%s source=%s", message.pk, held.pk, source)
    return message
