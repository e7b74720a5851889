"""Somebody is added by hand who is known by what somebody erased had: it is asked, by every key."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hustings.foundation.accounts.models import User
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.matching import erasure_match
from hustings.people.persons.models import ErasedKey, Erasure, Person
from hustings.people.privacy import actions as privacy_actions
from tests.app.people.persons.test_hq import easy_second_factor, signed_in
from tests.cast.people.own_page import english

__all__ = ["easy_second_factor", "english"]  # fixtures
pytestmark = pytest.mark.django_db
ERASA = {"given_name": "Erasa", "family_name": "Septante"}
KNOWN = {"phone": "0611777701", "born_on": "1980-02-13", "email": "erasa@example.org"}


@pytest.fixture(autouse=True)
def erased() -> None:
    known = KNOWN | {"born_on": dt.date(1980, 2, 13)}
    privacy_actions.erase_person(person=persons_actions.add_person(**ERASA, **known, external_id="X77"))  # type: ignore[arg-type]


@pytest.fixture
def hq(dora: User) -> Client:
    return signed_in(dora)


def add(hq: Client, **words: str) -> Any:
    return hq.post(reverse("persons:add"), ERASA | {"language": "en", "source": "Market"} | words)


@pytest.mark.parametrize(
    ("words", "says", "ticks"),
    [
        ({"phone": "06 11 77 77 01"}, "phone and name", {"is_own_wish", "is_another"}),
        ({"born_on": "1980-02-13"}, "name and birth date", {"is_own_wish", "is_another"}),
        ({"given_name": "Zoé", "email": "Erasa@example.org"}, "The owner of this address", {"is_own_wish"}),
        ({"email": "erasa@example.org", "phone": "0611777701"}, "The owner of this address", {"is_own_wish"}),
    ],
)
def test_they_are_asked_for_by_each_key(
    hq: Client, words: dict[str, str], says: str, ticks: set[str]
) -> None:
    answer = add(hq, **words)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page
    assert "asked to be erased on" in page
    assert {tick for tick in ("is_own_wish", "is_another") if f'name="{tick}"' in page} == ticks
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        {"given_name": "Zoé", "phone": "0611777701"},
        {"phone": "0611777702"},
        {"born_on": "1980-02-14"},
        {"given_name": "", "born_on": "1980-02-13"},
    ],
)
def test_half_of_what_is_known_is_anybody_s(hq: Client, words: dict[str, str]) -> None:
    assert add(hq, **words).status_code == 302


def test_a_namesake_is_added_and_forgets_nothing_of_them(hq: Client) -> None:
    assert add(hq, phone="0611777701", is_another="on").status_code == 302
    added = Person.objects.get()
    assert not added.activities.filter(kind="person.came_back").exists()
    assert (Erasure.objects.count(), ErasedKey.objects.count()) == (1, 4)
    assert erasure_match.told_by(["xX77"])
    assert not erasure_match.told_by(["p+33611777701 septante,erasa"]), "somebody here has it by now"


def test_whoever_comes_back_is_free_but_for_their_addresses(hq: Client, dora: User) -> None:
    assert add(hq, phone="0611777701", is_own_wish="on").status_code == 302
    line = Person.objects.get().activities.get(kind="person.came_back")
    assert line.user == dora
    assert not ErasedKey.objects.exists()
    assert Erasure.objects.of("erasa@example.org").exists()


def test_an_address_brings_all_back_and_is_told_once(hq: Client) -> None:
    assert add(hq, phone="0611777701", email="erasa@example.org", is_own_wish="on").status_code == 302
    assert Person.objects.get().activities.filter(kind="person.came_back").count() == 1
    assert not Erasure.objects.exists()
    assert not ErasedKey.objects.exists()


def test_a_namesake_does_not_get_an_erased_address(hq: Client) -> None:
    words = {"phone": "0611777701", "email": "erasa@example.org", "is_another": "on"}
    assert add(hq, **words).status_code == 422


def test_what_somebody_here_has_tells_nothing(hq: Client) -> None:
    persons_actions.add_person(**ERASA, phone="0611777701", external_id="Y1")
    answer = add(hq, phone="0611777701", born_on="1990-01-01", is_another="on")
    assert answer.status_code == 302


def test_nor_does_a_secret_that_was_changed_hide_them(hq: Client, settings: Any) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert erasure_match.told_by(["xX77", "eerasa@example.org", "n1980-02-13 septante,erasa"]).keys() == {
        "xX77", "eerasa@example.org", "n1980-02-13 septante,erasa",
    }  # fmt: skip
    Erasure.objects.all().let_back_by(["xX77"])
    assert not ErasedKey.objects.exists()
