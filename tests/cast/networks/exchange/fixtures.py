"""Members of the exchange: lea asks for a start-up in Lyon, max and nora offer in London and Paris."""

from typing import Any

import pytest

from hustings.field.volunteers.models import Skill
from hustings.networks.exchange import actions
from hustings.networks.exchange.models import Match, Member, Post
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Email, Person
from tests.cast.field.events.fixtures import site

__all__ = ["site"]
ALL_WEEK = (1 << 21) - 1


def person(name: str, **more: Any) -> Person:
    made = persons_actions.add_person(
        given_name=name, family_name="Martin", email=f"{name.lower()}@example.org", **more
    )
    Email.objects.filter(person=made).update(status=Email.Status.CONFIRMED)
    return made


def member(name: str, organisation: str, language: str = "fr", **values: Any) -> Member:
    """Somebody who takes part, free all week unless ``values`` say otherwise."""
    said = {"languages": [language], "times": ALL_WEEK, "city": "Lyon"} | values
    return actions.join(person=person(name, language=language), organisation=organisation, values=said)


def skill(name: str = "Comptabilité") -> Skill:
    return Skill.objects.filter(names__fr=name).first() or Skill.objects.create(names={"fr": name})


def ask(who: Member, title: str = "Lire un bilan", **values: Any) -> Post:
    said = {"kind": "mentor", "title": title, "skills": [skill()]} | values
    return actions.save_post(member=who, side="ask", values=said)


def offer(who: Member, title: str = "Une heure de comptabilité", **values: Any) -> Post:
    said = {"kind": "mentor", "title": title, "skills": [skill()]} | values
    return actions.save_post(member=who, side="offer", values=said)


def agreed(asker: Member, helper: Member) -> Match:
    """A match of theirs to which both said yes."""
    made = actions.ask_directly(ask=ask(asker), offer=offer(helper))
    return actions.decide(match=actions.answer(match=made, is_yes=True), is_yes=True)


@pytest.fixture
def lea(site: Any) -> Member:
    return member("Lea", "Atelier Nord", city="Lyon")


@pytest.fixture
def max_(site: Any) -> Member:
    """Offers from London, and speaks French too."""
    return member("Max", "Bridge Ltd", "en", languages=["en", "fr"], time_zone="Europe/London", city="London")


@pytest.fixture
def nora(site: Any) -> Member:
    return member("Nora", "Fabrique", city="Paris")
