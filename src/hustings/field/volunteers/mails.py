"""Mails to one volunteer: a question, and thanks."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hustings.field.volunteers.models import Hours, Task, TaskAsk, TaskPlace
from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.jobs import exactly_once
from hustings.people.persons.models import Email, Person

_signer = signing.Signer(sep=".", salt="hustings.field.volunteers.ask")


def token(ask: TaskAsk) -> str:
    """Token in the links of its mail."""
    return _signer.sign(str(ask.pk))


def of_token(text: str) -> TaskAsk | None:
    """The ask whose mail has this link; None where it is no link of ours, or the row is gone."""
    try:
        pk = int(_signer.unsign(text))
    except (signing.BadSignature, ValueError):
        return None
    return TaskAsk.objects.select_related("task", "person", "task__zone").filter(pk=pk).first()


def send_ask(pk: int) -> bool:
    """Mail the question once. None: the task is full or closed by now, or they get no mail any more."""
    unmailed = TaskAsk.objects.filter(pk=pk, mailed_at=None, answered_at=None, task__in=Task.objects.open())
    return exactly_once.mail_once(f"volunteers.ask {pk}", unmailed, _ask)


def _ask(ask: TaskAsk) -> None:
    with translation.override(ask.person.language):
        link = settings.BASE_URL + reverse("volunteering:ask", args=[token(ask)])
    if mail := _compose(ask.person, ask.task, "ask", gettext_noop("Can you help? %(task)s"), {"link": link}):
        mail.send()


def send_thanks(pk: int) -> bool:
    """Mail the thanks once."""
    unmailed = TaskPlace.objects.filter(pk=pk, mailed_at=None).exclude(thanks_asked_at=None)
    return exactly_once.mail_once(f"volunteers.thanks {pk}", unmailed, _thank)


def _thank(place: TaskPlace) -> None:
    minutes = Hours.objects.filter(person=place.person).minutes()
    words = {"hours": round(minutes / 60, 1)}
    if mail := _compose(place.person, place.task, "thanks", gettext_noop("Thank you: %(task)s"), words):
        mail.send()


def _compose(
    person: Person, task: Task, name: str, subject: str, words: Mapping[str, Any]
) -> EmailMultiAlternatives | None:
    """In their language, to the address that is written to; None where there is none."""
    email = person.emails.filter(status=Email.Status.CONFIRMED).first()
    if email is None or person.no_mail_since:
        return None
    with translation.override(person.language):
        about = {"campaign": Campaign.current(), "person": person, "task": task, "language": person.language}
        title = _(subject) % {"task": task.title}
        return mails.compose(
            to=email.address, subject=title, template=f"volunteers/mails/{name}", words=about | dict(words)
        )
