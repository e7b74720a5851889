"""Answers on the phone, noted: a contact, and the seat given back where they can't come."""

from enum import StrEnum

from django.utils.translation import gettext as _

from hustings.field.events.models import Event
from hustings.field.registrations import actions
from hustings.field.registrations.models import Registration, Release
from hustings.foundation.accounts.models import User
from hustings.people.contacts.actions import log_contact
from hustings.people.contacts.models import Contact
from hustings.people.persons.models import Person


class Answer(StrEnum):
    """Outcomes of a call."""

    YES = "yes"
    NO = "no"
    NO_ANSWER = "no_answer"


def note(*, event: Event, person: Person, answer: Answer, user: User) -> None:
    """Log the call in the person's history; with a no their seats go to the next in line."""
    reached = Contact.Outcome.NO_ANSWER if answer == Answer.NO_ANSWER else Contact.Outcome.REACHED
    words = {
        Answer.YES: _("Comes to “%(event)s”"), Answer.NO: _("Can’t come to “%(event)s”"),
        Answer.NO_ANSWER: "“%(event)s”",
    }[answer]  # fmt: skip
    log_contact(
        person=person, method=Contact.Method.CALL, outcome=reached, note=words % {"event": event.title},
        user=user,
    )  # fmt: skip
    if answer == Answer.NO:
        for registration in Registration.objects.confirmed().filter(event=event, person=person):
            actions.withdraw(registration=registration, why=Release.BY_THEM)
