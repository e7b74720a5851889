"""HQ's pages about duplicates: whom they show, a merge with a choice on each line, many at once, and back."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Zone
from hustings.people.changes.actions import operations
from hustings.people.changes.operations import run
from hustings.people.duplicates.actions import duplicates, merges
from hustings.people.duplicates.models import Duplicate, Merge
from hustings.people.persons import actions
from hustings.people.persons.models import Operation, Person, Purpose
from hustings.people.privacy import consent_ledger
from tests.app.people.duplicates.test_duplicates import BORN, person


@pytest.fixture(autouse=True)
def eased(settings):
    settings.SECOND_FACTOR = "optional"


@pytest.fixture
def pair(france: Zone) -> Duplicate:
    """Two in Lyon."""
    lyon = Zone.objects.get(name="Lyon")
    person("Jean", "Dupont", born_on=BORN, zone=lyon, phone="0612345678", email="jean.dupont@gmail.com")
    person("Jean", "Dupond", born_on=BORN, zone=lyon, phone="0612345678", email="jeandupont@googlemail.com")
    run.run_operation(duplicates.search().pk)
    return Duplicate.objects.get()


def signed_in(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def test_the_list_shows_pairs_with_reasons_and_hides_contact_data(
    pair: Duplicate, alice: User, dora: User
) -> None:
    page = signed_in(dora).get("/hq/people/duplicates/").content.decode()
    assert "family names differ by a typo: Dupont, Dupond" in page
    assert "same mailbox: jeandupont@gmail.com" in page
    page = signed_in(alice).get("/hq/people/duplicates/").content.decode()
    assert "family names differ by a typo" in page
    assert "jeandupont@" not in page
    assert "345678" not in page


def test_only_whoever_may_change_both_sees_a_pair(pair: Duplicate, alice: User, mallory: User) -> None:
    client = signed_in(alice)
    assert "Dupond" in client.get("/hq/people/duplicates/").content.decode()
    Person.objects.filter(pk=pair.second_id).update(zone=Zone.objects.get(name="Nîmes"))
    first, second = pair.first.uid, pair.second.uid
    assert "Dupond" not in client.get("/hq/people/duplicates/").content.decode()
    assert client.get(f"/hq/people/merges/{first}/{second}/").status_code == 404
    assert client.post(f"/hq/people/merges/{first}/{second}/", {"keep": "first"}).status_code == 404
    assert client.post(f"/hq/people/duplicates/{pair.pk}/dismissal/").status_code == 404
    assert "Dupond" not in client.get(f"/hq/people/{first}/").content.decode()
    assert signed_in(mallory).get("/hq/people/duplicates/").status_code == 403


def test_not_the_same_leaves_the_list(pair: Duplicate, alice: User) -> None:
    client = signed_in(alice)
    client.post(f"/hq/people/duplicates/{pair.pk}/dismissal/")
    assert "Dupond" not in client.get("/hq/people/duplicates/").content.decode()
    pair.refresh_from_db()
    assert pair.dismissed_by == alice


def test_two_are_merged_with_a_choice_on_each_line_and_parted_again(pair: Duplicate, dora: User) -> None:
    client, (first, second) = signed_in(dora), (pair.first, pair.second)
    address = reverse("duplicates:merge", args=[first.uid, second.uid])
    page = client.get(address).content.decode()
    assert 'name="name" value="second"' in page
    assert client.post(address, {"name": "second"}).status_code == 422  # which stays?
    answer = client.post(address, {"keep": "first", "name": "second", "email": "second"}, follow=True)
    assert "The two records were merged" in answer.content.decode()
    first.refresh_from_db()
    assert first.name == "Jean Dupond"
    assert first.emails.first().address == "jeandupont@googlemail.com"
    assert client.get(f"/hq/people/{second.uid}/")["location"] == f"/hq/people/{first.uid}/"
    merge = Merge.objects.get()
    assert (
        reverse("duplicates:merge_parting", args=[merge.pk])
        in client.get(f"/hq/people/{first.uid}/merges/").content.decode()
    )
    assert "becomes a separate record again" in client.get(f"/hq/people/merges/{merge.pk}/").content.decode()
    answer = client.post(f"/hq/people/merges/{merge.pk}/", follow=True)
    assert "The records were unmerged" in answer.content.decode()
    assert ".." not in answer.content.decode().partition("The records were unmerged")[2][:200]
    first.refresh_from_db()
    assert first.name == "Jean Dupont"
    assert client.get(f"/hq/people/{second.uid}/").status_code == 200
    assert "Unmerged from" in client.get(f"/hq/people/{first.uid}/").content.decode()


def test_a_merge_sent_twice_ends_on_the_record_that_stays(pair: Duplicate, dora: User) -> None:
    client, (first, second) = signed_in(dora), (pair.first, pair.second)
    address = reverse("duplicates:merge", args=[first.uid, second.uid])
    for _send in range(2):
        assert client.post(address, {"keep": "second"})["location"] == f"/hq/people/{second.uid}/"
    assert Merge.objects.count() == 1


def test_the_second_record_may_be_the_one_that_stays(pair: Duplicate, dora: User) -> None:
    first, second = pair.first, pair.second
    signed_in(dora).post(
        reverse("duplicates:merge", args=[first.uid, second.uid]), {"keep": "second", "name": "first"}
    )
    second.refresh_from_db()
    assert second.name == "Jean Dupont"
    assert not Person.objects.filter(pk=first.pk).exists()


def test_a_record_points_to_its_likely_other(pair: Duplicate, dora: User) -> None:
    page = signed_in(dora).get(f"/hq/people/{pair.second.uid}/").content.decode()
    assert reverse("duplicates:merge", args=[pair.second.uid, pair.first.uid]) in page


def test_pages_go_on_where_the_last_ended(dora: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hustings.people.duplicates.views.PAGE", 2)
    people = [actions.add_person(given_name=f"P{n}") for n in range(6)]
    for at, other in enumerate(people[1:]):
        Duplicate.objects.create(
            first=people[0], second=other, certainty="likely", score=[0.9, 0.5, 0.5, 0.5, 0.1][at]
        )
    client, address, seen = signed_in(dora), "?certainty=likely", []
    for _ in range(3):
        answer = client.get(f"/hq/people/duplicates/{address}")
        seen += [pair.second.given_name for pair, _why in answer.context["rows"]]
        address = f"?certainty=likely&after={answer.context['more']}"
    assert seen == ["P1", "P2", "P3", "P4", "P5"]
    assert client.get("/hq/people/duplicates/?after=nan x").status_code == 200


def test_the_list_asks_the_same_number_of_queries_for_one_and_for_many(
    dora: User, django_assert_max_num_queries: Callable[..., object]
) -> None:
    people = [actions.add_person(given_name=f"P{n}") for n in range(25)]
    for other in people[1:]:
        Duplicate.objects.create(first=people[0], second=other, certainty="sure", score=0.9)
    client = signed_in(dora)
    client.get("/hq/people/duplicates/")
    with django_assert_max_num_queries(22):
        client.get("/hq/people/duplicates/")


def test_all_sure_pairs_are_counted_merged_and_parted_again(pair: Duplicate, alice: User, dora: User) -> None:
    lyon = Zone.objects.get(name="Lyon")
    for phone in ["0611111111", "0622222222", "0633333333"]:  # three records of one person
        person("Awa", "Diop", born_on=BORN.replace(year=1981), zone=lyon, phone=phone)
    for name in ["Nîmes", "Lyon"]:  # out of alice's reach
        person("Zoé", "Roux", born_on=BORN.replace(year=1982), zone=Zone.objects.get(name=name))
    run.run_operation(duplicates.search().pk)
    assert Duplicate.objects.filter(certainty="sure").count() == 5
    for stands in Person.objects.filter(given_name="Awa"):
        actions.record_consent(
            person=stands, purpose=Purpose.EMAIL, is_given=stands.pk % 2 == 0, source="page"
        )
    client = signed_in(alice)
    assert "<strong>4</strong> sure pairs" in client.get("/hq/people/duplicates/sure/").content.decode()
    client.post("/hq/people/duplicates/sure/")
    operation = Operation.objects.get(kind="merge")
    run.run_operation(operation.pk)
    operation.refresh_from_db()
    assert (operation.state, operation.counts["merged"]) == ("done", 3), operation.problem
    assert Person.objects.filter(given_name="Awa").count() == 1
    assert Person.objects.filter(given_name="Zoé").count() == 2
    assert consent_ledger.prove().fault is None
    assert "pairs merged" in client.get(f"/hq/people/operations/{operation.pk}/").content.decode().lower()
    operations.undo(operation=operation, user=alice)
    run.run_operation(operation.pk)
    operation.refresh_from_db()
    assert (operation.state, operation.counts["undo"]["parted"]) == ("undone", 3), operation.problem
    assert Person.objects.filter(given_name="Awa").count() == 3
    assert all(one.phones.count() == 1 for one in Person.objects.filter(given_name="Awa"))
    assert consent_ledger.prove().fault is None


def test_a_pair_that_is_no_longer_sure_is_left_alone(pair: Duplicate, dora: User) -> None:
    operation = merges.merge_sure(user=dora)
    actions.change_person(person=pair.second, given_name="Ahmed", family_name="Diop")
    run.run_operation(operation.pk)
    operation.refresh_from_db()
    assert operation.counts == {"unsure": 1, "merged": 0}
    assert Person.objects.count() == 2


def test_the_list_of_merges_asks_as_much_for_thirty_as_for_three(france: Zone, dora: User) -> None:
    kept, hq, asked = person("Jean", "Dupont"), signed_in(dora), []
    for n in (3, 27):
        for _more in range(n):
            merges.merge(kept=kept, absorbed=person("Jean", "Dupond"), choices={}, user=dora)
        hq.get(f"/hq/people/{kept.uid}/merges/")
        with CaptureQueriesContext(connection) as queries:
            page = hq.get(f"/hq/people/{kept.uid}/merges/").content.decode()
        asked.append(len(queries))
        assert page.count("Jean Dupond") == (3 if n == 3 else 30)
    assert asked[0] == asked[1]
