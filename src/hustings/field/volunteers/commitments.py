"""Commitments of people: tasks here, and what apps above add, such as seats in shifts."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from django.utils import timezone

from hustings.field.volunteers.models import Hours, TaskPlace
from hustings.field.volunteers.rules import DAY, Commitment
from hustings.foundation.contributions import Registry
from hustings.people.persons.models import Person

Source = Callable[[Person, dt.datetime, dt.datetime], Iterable[Commitment]]
# Each is asked ``source(person, begins, ends)`` for what touches that time.
sources = Registry[Source]("volunteers.commitments.sources")
LATELY = dt.timedelta(days=90)


def of(person: Person, begins: dt.datetime, ends: dt.datetime) -> list[Commitment]:
    """Promises of somebody around that time: a day before and after it, for the rest between."""
    since, until = begins - DAY, ends + DAY
    return [*_tasks(person, since, until), *_others(person, since, until)]


def _others(person: Person, since: dt.datetime, until: dt.datetime) -> Iterator[Commitment]:
    for source in sources.all():
        yield from source(person, since, until)


def _tasks(person: Person, since: dt.datetime, until: dt.datetime) -> Iterator[Commitment]:
    rows = TaskPlace.objects.filter(person=person, task__starts_at__lt=until).live()
    for place in rows.filter(task__starts_at__gt=since - DAY).select_related("task"):
        if (span := place.task.span) and span[1] > since:
            yield Commitment(*span, place.task.title)


def minutes_lately(person: Person) -> int:
    """Time that they gave in the last 90 days, for fair access to popular shifts."""
    since = timezone.localdate() - LATELY
    return Hours.objects.filter(person=person, day__gte=since).minutes()
