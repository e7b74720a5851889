"""Limits on how much one person writes, so that nobody floods a circle."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.threads.models import Message, Report, Thread
from hustings.people.persons.models import Person
from hustings.people.persons.refusals import Refused

AN_HOUR = 20  # messages
A_MINUTE = 4
THREADS_A_DAY = 5
REPORTS_A_DAY = 20


class TooMany(Refused):
    """This person has written a lot lately."""


class SaidAlready(Refused):
    """The same text stands there since a moment ago: a form was sent twice."""


def of_messages(person: Person) -> None:
    """May raise TooMany. Hold the person's row: two messages must not both be the last one."""
    mine = Message.objects.filter(person=person)
    if _since(mine, minutes=1) >= A_MINUTE or _since(mine, hours=1) >= AN_HOUR:
        raise TooMany(_("You wrote many messages in a short time. Try again in an hour."))


def of_repeats(person: Person, thread: Thread, text: str) -> None:
    """May raise SaidAlready."""
    since = timezone.now() - timedelta(minutes=10)
    if Message.objects.filter(person=person, thread=thread, at__gt=since, text=text).exists():
        raise SaidAlready(_("Your message is already there."))


def of_threads(person: Person) -> None:
    """May raise TooMany."""
    since = timezone.now() - timedelta(days=1)
    if Thread.objects.filter(person=person, opened_at__gt=since).count() >= THREADS_A_DAY:
        raise TooMany(_("You started many conversations today. Continue one of them, or try again tomorrow."))


def of_reports(person: Person) -> None:
    """May raise TooMany."""
    if _since(Report.objects.filter(person=person), days=1) >= REPORTS_A_DAY:
        raise TooMany(_("You reported many messages today. Write to the team instead."))


def _since(rows: QuerySet[Message] | QuerySet[Report], **span: int) -> int:
    return rows.filter(at__gt=timezone.now() - timedelta(**span)).count()
