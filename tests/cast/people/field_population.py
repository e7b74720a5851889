"""Members of groups, volunteers and participants, for the tests of segments."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from hustings.field.events.models import Event
from hustings.field.groups.models import GroupKind, LocalGroup, Membership
from hustings.field.registrations.models import Registration, Seat
from hustings.field.volunteers.models import HeldSkill, Hours, Skill, Task, TaskPlace, Volunteer
from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Person


def fill(people: Sequence[Person]) -> None:
    """Write them all."""
    _groups(people)
    _volunteers(people)
    _participants(people)


def _groups(people: Sequence[Person]) -> None:
    """Two of them: each with a host, members, a follower, and one who left."""
    zone = Zone.objects.get(name="Lyon")
    for at, name in enumerate(["North", "South"]):
        kind = GroupKind.objects.create(code=name.lower(), names={"en": name})
        group = LocalGroup.objects.create(name=name, name_key=name.lower(), zone=zone, kind=kind)
        for n, person in enumerate(people[at::3]):
            role = ["host", "co_host", "follower"][n] if n < 3 else "member"
            ended = timezone.now() if n == 4 else None
            Membership.objects.create(group=group, person=person, role=role, ended_at=ended)


def _volunteers(people: Sequence[Person]) -> None:
    """One left, one pauses, one paused once, one had a task; skills of all kinds of proof; hours."""
    now, today = timezone.now(), timezone.localdate()
    task = Task.objects.create(titles={"en": "Leaflets"}, is_from_home=True)
    skills = [Skill.objects.create(names={"en": name}) for name in ["First aid", "Van"]]
    for n, person in enumerate(people):
        if n % 3 == 1:
            Volunteer.objects.create(
                person=person, ended_at=now if n == 4 else None,
                paused_until={7: today, 10: today - dt.timedelta(1)}.get(n),
            )  # fmt: skip
        if n % 6 == 1:
            TaskPlace.objects.create(task=task, person=person)
        for skill in skills[: n % 4 % 3]:
            HeldSkill.objects.create(
                person=person, skill=skill, verified_at=now if n % 3 else None,
                valid_until=[None, today, today - dt.timedelta(1)][n % 5 % 3],
            )  # fmt: skip
        for at in range(n % 4):
            Hours.objects.create(person=person, kind="table", minutes=20 + 25 * n * at)


def _participants(people: Sequence[Person]) -> None:
    """Of two events: who came, who did not, who gave the seat back, who never confirmed."""
    now = timezone.now()
    for at, days in enumerate([3, 60]):
        begins = now - dt.timedelta(days=days)
        event = Event(titles={"en": "Meeting"}, starts_at=begins, time_zone="Europe/Paris", shown_at=begins)
        event.fit()
        event.save()
        shift = event.shifts.create()
        for n, person in enumerate(people[at::3]):
            address = f"p{n}@example.org"
            registered = Registration.objects.create(
                event=event, person=person, key=address, mailbox=address, language="fr", asked_at=begins,
                confirmed_at=None if n == 5 else begins, withdrawn_at=begins if n == 6 else None,
            )  # fmt: skip
            if registered.confirmed_at:
                Seat.objects.create(
                    registration=registered, shift=shift, person=person, mailbox=address, position=n + 1,
                    asked_at=begins, seated_at=begins, attended_at=begins if n % 2 else None,
                    released_at=registered.withdrawn_at,
                )  # fmt: skip
