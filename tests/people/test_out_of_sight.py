"""An address that somebody out of sight has: who types it learns nothing of them, and others look at both."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hustings.accounts.models import User
from hustings.people import actions
from hustings.people.actions import duplicates, merging
from hustings.people.merging import pairs
from hustings.people.models import Duplicate, Person
from hustings.territories.models import Zone
from tests.people.own_page import english
from tests.people.test_hq import easy_second_factor, signed_in

__all__ = ["easy_second_factor", "english"]  # fixtures
pytestmark = pytest.mark.django_db


@pytest.fixture
def far(france: Zone) -> Person:
    """Lives where bob sees nobody."""
    return actions.add_person(
        given_name="Nadia", family_name="Lointaine", email="nadia@example.org",
        zone=Zone.objects.get(name="Nîmes"),
    )  # fmt: skip


def read(answer: Any) -> str:
    return str(answer.content.decode())


def test_an_address_typed_onto_a_record(
    charlie: Person, far: Person, bob: User, dora: User, run_tasks: Any
) -> None:
    hq: Client = signed_in(bob)
    answer = read(hq.post(
        reverse("people:emails", args=[charlie.uid]), {"address": "Nadia@example.org"}, follow=True
    ))  # fmt: skip
    assert "The address waits" in answer
    assert "somebody else" not in answer
    assert "Lointaine" not in answer
    assert charlie.emails.count() == 1
    pair = pairs.reachable(dora).get()
    assert (pair.first, pair.second) == (charlie, far)
    assert not pairs.reachable(bob).exists()
    assert "Lointaine" in read(signed_in(dora).get(reverse("people:record", args=[charlie.uid])))
    assert charlie.activities.get(kind="person.email_waits").user == bob
    for since_last in (False, True):
        duplicates.search(since_last=since_last)
        run_tasks()
        assert Duplicate.objects.open().get().pk == pair.pk, "no search takes it away"
    merging.merge(kept=far, absorbed=charlie, user=dora)
    assert not Duplicate.objects.exists()


def test_a_person_added_with_it_is_added_without_it(far: Person, bob: User, dora: User) -> None:
    words = {"given_name": "Nadine", "email": "nadia@example.org", "language": "en", "zone": "Lyon"}
    answer = read(signed_in(bob).post(reverse("people:add"), words | {"source": "Market"}, follow=True))
    assert "The address waits" in answer
    assert "Lointaine" not in answer
    added = Person.objects.get(given_name="Nadine")
    assert not added.emails.exists()
    assert pairs.of(added, dora).get().first == far


def test_who_sees_them_is_told_whose_it_is(charlie: Person, far: Person, dora: User) -> None:
    answer = read(signed_in(dora).post(
        reverse("people:emails", args=[charlie.uid]), {"address": "nadia@example.org"}, follow=True
    ))  # fmt: skip
    assert "is the address of somebody else" in answer
    assert not Duplicate.objects.exists()
