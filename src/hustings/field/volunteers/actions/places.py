"""Take up a task, hand it back, have it done, and be thanked."""

import logging
from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.volunteers import commitments, rules
from hustings.field.volunteers.actions import hours
from hustings.field.volunteers.models import (
    Charter,
    CharterAcceptance,
    Hours,
    Task,
    TaskPlace,
    Volunteer,
    VolunteerLimits,
)
from hustings.field.volunteers.tasks import send_thanks
from hustings.foundation.accounts.models import User
from hustings.people.persons.models import Person
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
TOOK, RETURNED, DONE = "task.taken", "task.returned", "task.done"


class NotTaken(Refused):
    """They can't take it up; the message says why."""


class TaskFull(NotTaken):
    """All places are taken."""


class TaskClosed(NotTaken):
    """It is closed or past."""


class NotAllowed(NotTaken):
    """A rule stands in the way: age, rest, a charter, another commitment."""


@transaction.atomic
def take(*, task: Task, person: Person, user: User | None = None) -> TaskPlace:
    """Give somebody a place in it, or raise NotTaken. Twice is once."""
    held = Person.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)
    if found := TaskPlace.objects.filter(task=task, person=person).live().first():
        return found
    if not task.is_open:
        raise TaskClosed(_("This task is closed."))
    _check(task, held)
    room = Task.objects.filter(pk=task.pk, taken__lt=F("needed"), closed_at=None)
    if not room.update(taken=F("taken") + 1):
        raise TaskFull(_("All places are taken. Thank you for wanting to help."))
    try:
        with transaction.atomic():
            place = TaskPlace.objects.create(task=task, person=person)
    except IntegrityError:
        Task.objects.filter(pk=task.pk).update(taken=F("taken") - 1)
        return TaskPlace.objects.filter(task=task, person=person).live().get()
    person.log(TOOK, user=user, task=task.pk, title=task.titles)
    log.info("task taken task=%s person=%s", task.pk, person.pk)
    return place


def _check(task: Task, person: Person) -> None:
    """Raise NotAllowed where a rule stands in the way."""
    volunteer = Volunteer.objects.filter(person=person).first()
    said = rules.said_age(volunteer.age if volunteer else "", person.age)
    why = rules.age_problem(task.min_age, said)
    if not why and task.span:
        about = rules.Commitment(*task.span, task.title)
        why = rules.time_problem(about, commitments.of(person, *task.span), VolunteerLimits.load())
    if not why and task.charter and not _accepted(task.charter, person):
        why = _("Accept the charter “%(title)s” first.") % {"title": task.charter}
    if why:
        raise NotAllowed(why)


def _accepted(charter: Charter, person: Person) -> bool:
    version = charter.current()
    return not version or CharterAcceptance.objects.filter(person=person, version=version).exists()


@transaction.atomic
def hand_back(*, place: TaskPlace, user: User | None = None) -> bool:
    """Free the place; False where it is free or the task is done."""
    mine = TaskPlace.objects.filter(pk=place.pk, returned_at=None, done_at=None)
    if not mine.update(returned_at=timezone.now()):
        return False
    Task.objects.filter(pk=place.task_id, taken__gt=0).update(taken=F("taken") - 1)
    place.person.log(RETURNED, user=user, task=place.task_id, title=place.task.titles)
    log.info("task handed back task=%s person=%s", place.task_id, place.person_id)
    return True


@transaction.atomic
def finish(*, place: TaskPlace, minutes: int | None = None, user: User | None = None) -> bool:
    """Note that they did it, with the time it took; False where it stands so already."""
    mine = TaskPlace.objects.filter(pk=place.pk, returned_at=None, done_at=None)
    if not mine.update(done_at=timezone.now()):
        return False
    task = place.task
    day = timezone.localdate(task.starts_at) if task.starts_at else timezone.localdate()
    hours.record_hours(
        person=place.person, minutes=minutes or task.minutes, kind=Hours.Kind.TASK,
        day=min(day, timezone.localdate()), task=task, ref=f"task-place:{place.pk}", user=user,
    )  # fmt: skip
    place.person.log(DONE, user=user, task=task.pk, title=task.titles)
    return True


@transaction.atomic
def thank(*, task: Task, places: Collection[int] | None = None, user: User) -> int:
    """Queue the thanks to everyone who did it and was not thanked yet; how many."""
    found = TaskPlace.objects.filter(task=task, thanks_asked_at=None).live().exclude(done_at=None)
    if places is not None:
        found = found.filter(pk__in=places)
    keys = list(found.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
    TaskPlace.objects.filter(pk__in=keys).update(thanks_asked_at=timezone.now())
    for key in keys:
        send_thanks.enqueue(key)
    log.info("thanks queued task=%s n=%s user=%s", task.pk, len(keys), user.pk)
    return len(keys)


def recount(*people: int) -> None:
    """Count the places of these people's tasks anew: records were merged, or parted again."""
    mine = TaskPlace.objects.filter(person__in=people).values("task")
    for task in Task.objects.filter(pk__in=mine).order_by("pk").select_for_update(of=("self",)):
        n = task.places.live().count()
        if n != task.taken:
            Task.objects.filter(pk=task.pk).update(taken=n, needed=max(n, task.needed))
