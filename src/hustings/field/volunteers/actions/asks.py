"""Ask people by mail whether they take up a task: a row before each mail."""

import datetime as dt
import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.volunteers.actions import places
from hustings.field.volunteers.models import Task, TaskAsk, Volunteer, VolunteerLimits
from hustings.field.volunteers.tasks import send_ask
from hustings.foundation.accounts.models import User
from hustings.people.persons.models import Email, Person
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
ASKED, ANSWERED = "task.asked", "task.answered"
WEEK = dt.timedelta(days=7)


class NotReachable(Refused):
    """They get no mail, or help no more."""


class AskedEnough(Refused):
    """They were asked as often as the campaign's limit lets, or for this task before."""


@transaction.atomic
def ask(*, task: Task, person: Person, user: User | None) -> TaskAsk:
    """Queue the mail to one person, or raise NotReachable or AskedEnough."""
    held = Person.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)
    if not Volunteer.objects.active().filter(person=held).exists():
        raise NotReachable(_("They don’t help at the moment."))
    reached = Person.objects.open_to_mail().filter(pk=held.pk, emails__status=Email.Status.CONFIRMED)
    if not reached.exists():
        raise NotReachable(_("They can’t be reached by e-mail."))
    asks = TaskAsk.objects.filter(person=held)
    if asks.filter(task=task).exists():
        raise AskedEnough(_("They were already asked for this task."))
    if asks.filter(asked_at__gt=timezone.now() - WEEK).count() >= VolunteerLimits.load().asks_per_week:
        raise AskedEnough(_("They were asked often enough this week."))
    made = TaskAsk.objects.create(task=task, person=held, user=user)
    held.log(ASKED, user=user, task=task.pk, title=task.titles)
    send_ask.enqueue(made.pk)
    return made


@transaction.atomic
def answer_ask(*, ask: TaskAsk, is_yes: bool) -> None:
    """Note their answer; a yes takes the task up, or raises NotTaken."""
    if is_yes:
        places.take(task=ask.task, person=ask.person)
    elif ask.is_yes:
        for place in ask.person.task_places.filter(task=ask.task).live():
            places.hand_back(place=place)
    TaskAsk.objects.filter(pk=ask.pk).update(answered_at=timezone.now(), is_yes=is_yes)
    log.info("ask answered id=%s yes=%s", ask.pk, is_yes)
