"""The fictional campaign's volunteers: what they can do, tasks ahead and done, a charter, a page."""

import datetime as dt
import random
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from hustings.field.volunteers import actions, availability
from hustings.field.volunteers.models import Age, Skill, Task, Volunteer, VolunteerPage
from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Email, Person, Purpose
from hustings.people.persons.refusals import Refused
from hustings.shells.demo import texts
from hustings.site.website.models import HomePage

SHARE = 0.12
_CLOCK = ZoneInfo("Europe/Paris")


@transaction.atomic
def fill() -> None:
    if Skill.objects.exists():
        return
    said, author = texts.read("volunteers"), User.objects.filter(email__startswith="alice@").first()
    skills = [Skill.objects.create(names=told["names"], kind=told["kind"]) for told in said["skills"]]
    charter = actions.save_charter(
        titles=said["charter"]["titles"], texts=said["charter"]["texts"], is_general=True, user=author
    )
    version = charter.current()
    assert version is not None
    _publish(said["page"])
    helpers = _enlist(skills, version.pk)
    for told in said["tasks"]:
        if task := _task(told, skills, author):
            _share_out(task, helpers, author)


def _publish(told: dict[str, Any]) -> None:
    """One page a language, translations of each other."""
    first = None
    for code in texts.languages():
        home = HomePage.objects.filter(locale__language_code=code).first()
        if home is None:
            continue
        page = VolunteerPage(
            locale=Locale.objects.get(language_code=code), title=told["titles"][code],
            slug=told["slugs"][code], lead=told["leads"][code], body=[("text", told["bodies"][code])],
        )  # fmt: skip
        if first is not None:
            page.translation_key = first.translation_key
        home.add_child(instance=page)
        page.save_revision().publish()
        first = first or page


def _enlist(skills: list[Skill], version: int) -> list[Volunteer]:
    """Some of those who get our mail, over the last months; they confirmed their address with the form."""
    rng = random.Random(21)  # noqa: S311 # play, not secrecy
    reached = Person.objects.filter(consents__purpose=Purpose.EMAIL, consents__is_given=True)
    people = [one for one in reached.order_by("pk") if rng.random() < SHARE]
    Email.objects.filter(person__in=people, position=0).update(status=Email.Status.CONFIRMED)
    made = []
    for person in people:
        times = availability.joined(rng.sample(range(21), rng.randint(2, 8)))
        volunteer = actions.enlist(
            person=person, km=rng.choice([5, 10, 20, 50]), times=times, age=rng.choice(list(Age)),
            skills=[skill.pk for skill in rng.sample(skills, rng.randint(1, 4))],
        )  # fmt: skip
        actions.accept(person=person, versions=[version], source="")
        volunteer.offered_at = timezone.now() - dt.timedelta(days=90 * rng.random() ** 2)
        volunteer.save(update_fields=["offered_at"])
        made.append(volunteer)
    return made


def _task(told: dict[str, Any], skills: list[Skill], author: User | None) -> Task | None:
    """None where the territory isn't loaded."""
    kind, _colon, code = told["zone"].partition(":")
    zone = Zone.objects.filter(kind=kind, code=code).first()
    if zone is None:
        return None
    values: dict[str, Any] = {
        "titles": told["titles"], "texts": told["texts"], "zone": zone, "place": told.get("place", ""),
        "is_from_home": told.get("from_home", False), "minutes": told["minutes"], "needed": told["needed"],
        "min_age": told.get("min_age", ""), "owner": author,
        "skills": [skill for skill in skills if skill.names["en"] in told["skills"]],
    }  # fmt: skip
    if "in_days" in told:
        day = timezone.localdate(timezone=_CLOCK) + dt.timedelta(days=told["in_days"])
        begins = dt.datetime.combine(day, dt.time.fromisoformat(told["at"]), _CLOCK)
        values |= {"starts_at": begins, "ends_at": begins + dt.timedelta(minutes=told["minutes"])}
    else:
        values["due_on"] = timezone.localdate() + dt.timedelta(days=told["due_in_days"])
    return actions.save_task(values=values, user=author)


def _share_out(task: Task, helpers: list[Volunteer], author: User | None) -> None:
    """Some have a task ahead; one that is past was done, and its people wait for thanks."""
    if task.is_over:
        Task.objects.filter(pk=task.pk).update(ends_at=None, starts_at=None)
        open_task = Task.objects.get(pk=task.pk)
        for volunteer in helpers[: task.needed]:
            actions.finish(place=actions.take(task=open_task, person=volunteer.person), user=author)
        Task.objects.filter(pk=task.pk).update(ends_at=task.ends_at, starts_at=task.starts_at)
        return
    for volunteer in helpers[task.needed : 2 * task.needed - 1]:
        try:
            actions.take(task=task, person=volunteer.person)
        except Refused:
            continue
