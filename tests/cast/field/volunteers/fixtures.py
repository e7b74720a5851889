"""Volunteers with their skills, and tasks for them."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from hustings.field.volunteers import actions
from hustings.field.volunteers.models import Skill, Task, Volunteer
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Email
from hustings.site.website.models import HomePage
from tests.cast.field.events.fixtures import at_once, site
from tests.cast.site.website.fixtures import patient
from tests.conftest import user

__all__ = ["at_once", "patient", "site"]


def skill(name: str, **more: Any) -> Skill:
    return Skill.objects.create(names={"fr": name, "en": name}, **more)


def helper(name: str, town: str = "Lyon", **about: Any) -> Volunteer:
    """Somebody who helps and reads their mail."""
    zone = Zone.objects.get(name=town)
    person = persons_actions.add_person(given_name=name, email=f"{name.lower()}@example.org", zone=zone)
    Email.objects.filter(person=person).update(status=Email.Status.CONFIRMED)
    return actions.enlist(person=person, **about)


def task(title: str = "Tracts", town: str = "Lyon", **values: Any) -> Task:
    zone = Zone.objects.get(name=town)
    return actions.save_task(values={"titles": {"fr": title, "en": title}, "zone": zone, **values}, user=None)


def at(days: float, hours: float = 2) -> dict[str, dt.datetime]:
    """Times of a task that begins at noon of a day from now."""
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    begins = noon + dt.timedelta(days=days)
    return {"starts_at": begins, "ends_at": begins + dt.timedelta(hours=hours)}


@pytest.fixture
def lea(site: HomePage) -> Volunteer:
    """Helps in Lyon."""
    return helper("Lea")


@pytest.fixture
def oscar(site: HomePage) -> Any:
    """Organises the Rhône."""
    return user("oscar", Role.ORGANISER, Zone.objects.get(name="Rhône"))
