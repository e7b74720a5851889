"""The supporter's home: cards for whoever is recognised, the way to their page for the rest."""

import json
from typing import Any

import pytest
from django.test import Client

from hustings.foundation.territories.models import Zone
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Person
from hustings.people.selfservice import home
from tests.cast.field.volunteers.fixtures import site
from tests.cast.people.devices import known_browser, own_page_browser

__all__ = ["site"]
pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def charlie(site: Any) -> Person:
    lyon = Zone.objects.get(name="Lyon")
    return persons_actions.add_person(given_name="Charlie", email="charlie@example.org", zone=lyon)


def test_a_stranger_is_asked_for_the_way_to_their_page(client: Client, site: Any) -> None:
    answer = client.get("/fr/my/")
    html = answer.content.decode()
    assert 'id="open"' in html and 'name="q"' in html and 'id="data"' not in html
    assert answer["X-Robots-Tag"] == "noindex" and "no-store" in answer["Cache-Control"]


def test_each_page_of_the_site_leads_to_it(client: Client, site: Any) -> None:
    for code in ("fr", "en"):
        assert f'href="/{code}/my/"' in client.get(f"/{code}/my-data/").content.decode()
    assert 'href="/fr/my/"' in client.get("/fr/").content.decode().split("<footer")[1]


def test_a_remembered_browser_sees_its_cards_and_the_way_to_the_rest(charlie: Person) -> None:
    html = known_browser(charlie).get("/fr/my/").content.decode()
    assert "Charlie" in html and "Lyon" in html
    for name in ("near", "tasks", "friends", "data", "open"):
        assert f'id="{name}"' in html


def test_an_open_page_asks_for_nothing_more_and_stays_open(charlie: Person) -> None:
    answer = own_page_browser(charlie).get("/en/my/")
    assert 'id="open"' not in answer.content.decode()
    assert answer.cookies, "for another while"


def test_a_phone_installs_it_in_its_language(client: Client, site: Any) -> None:
    said = json.loads(client.get("/fr/my/manifest.webmanifest").content)
    assert (said["start_url"], said["scope"], said["lang"]) == ("/fr/my/", "/fr/", "fr")
    assert said["icons"] and said["display"] == "standalone"
    assert 'rel="manifest" href="/fr/my/manifest.webmanifest"' in client.get("/fr/my/").content.decode()


def test_cards_stand_in_their_order(charlie: Person, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [home.Card(name, name, "t", place) for name, place in (("b", 2), ("a", 1))]
    sources = [lambda request, known, card=card: card for card in made]
    monkeypatch.setattr(type(home.cards), "all", lambda registry: [*sources, lambda request, known: None])
    request: Any = None
    assert [card.name for card in home.of(request, None)] == ["a", "b"]
