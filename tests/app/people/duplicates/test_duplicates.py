"""Records that may be one person are found and weighed; two people are left two."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Zone
from hustings.people.changes.actions import operations
from hustings.people.changes.operations import run
from hustings.people.duplicates.actions import duplicates
from hustings.people.duplicates.models import Duplicate
from hustings.people.duplicates.search import operation as searching
from hustings.people.duplicates.search import passes
from hustings.people.duplicates.search.likeness import Likeness, likeness
from hustings.people.duplicates.search.mailboxes import mailbox, own_name
from hustings.people.persons import actions
from hustings.people.persons.models import Operation, Person

pytestmark = pytest.mark.both

BORN = dt.date(1980, 5, 17)
Search = Callable[..., dict[tuple[str, str], str]]


def person(given: str, family: str, **more: Any) -> Person:
    """Somebody; ``house`` is where they live."""
    house = more.pop("house", "")
    made = actions.add_person(given_name=given, family_name=family, **more)
    if house:
        actions.add_postal_address(person=made, lines=house, postcode="69001", city="Lyon")
    return made


@pytest.fixture
def found(db: None) -> Search:
    """Search, and say which pairs of names are how certain."""

    def search(**more: Any) -> dict[tuple[str, str], str]:
        run.run_operation(duplicates.search(**more).pk)
        operation = Operation.objects.filter(kind=searching.KIND).latest("pk")
        assert operation.state == "done", operation.problem
        rows = Duplicate.objects.open().select_related("first", "second")
        return {(str(row.first), str(row.second)): row.certainty for row in rows}

    return search


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("jean.dupont@gmail.com", "jeandupont@googlemail.com", True),
        ("jeandupont+list@gmail.com", "jeandupont@gmail.com", True),
        ("jean.dupont@example.org", "jeandupont@example.org", False),
        ("jean+list@example.org", "jean@example.org", False),
        ("jean+list@outlook.com", "jean@outlook.com", True),
        ("jean.d@outlook.com", "jeand@outlook.com", False),
        ("j.d_e@pm.me", "jde@protonmail.com", True),
        ("+@gmail.com", "@gmail.com", False),
    ],
)
def test_a_provider_says_which_spellings_reach_one_mailbox(one: str, other: str, is_same: bool) -> None:
    assert (mailbox(one) == mailbox(other)) is is_same


def test_what_stands_before_the_at_tells_of_a_move_but_for_posts_and_short_names() -> None:
    assert own_name("jean.dupont@gmail.com") == own_name("jean-dupont@orange.fr") == "jeandupont"
    assert own_name("contact@example.org") == own_name("contact2@example.org") == own_name("jd@x.fr") == ""


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("jean-paul", "jean paul", "same"),
        ("jeanpaul", "jean-paul", "same"),
        ("de la tour", "tour", "same"),
        ("philippe", "phillippe", "slip"),
        ("marie", "mraie", "slip"),
        ("louis", "louise", "near"),
        ("mario", "maria", "near"),
        ("jean", "jean-paul", "part"),
        ("j.", "jean", "part"),
        ("leo", "lea", "other"),
        ("jean", "marie", "other"),
        ("", "marie", "missing"),
    ],
)
def test_names_are_the_same_a_slip_apart_or_others(one: str, other: str, how: str) -> None:
    assert likeness(one, other) is likeness(other, one) is Likeness(how)


def test_the_same_mailbox_number_or_birth_date_makes_sure_of_a_name(found: Search) -> None:
    person("Jean", "Dupont", email="jean.dupont@gmail.com")
    person("Jean", "Dupont", email="jeandupont+hustings@googlemail.com")
    person("Awa", "Diop", phone="06 12 34 56 78")
    person("Diop", "Awa", phone="+33612345678")  # names swapped
    person("Zoé", "Lefèvre", born_on=BORN, house="3 rue Haute")
    person("zoe", "LEFEVRE", born_on=BORN)  # moved
    person("Bernadette", "Roux", born_on=BORN)
    person("Bernadete", "Roux", born_on=BORN)
    assert found() == {
        ("Jean Dupont", "Jean Dupont"): "sure",
        ("Awa Diop", "Diop Awa"): "sure",
        ("Zoé Lefèvre", "zoe LEFEVRE"): "sure",
        ("Bernadette Roux", "Bernadete Roux"): "sure",
    }


def test_families_who_share_a_mailbox_a_number_and_a_house_are_told_apart(found: Search) -> None:
    for given in ["Jean", "Marie", "Paul"]:
        person(given, "Dupont", email=f"dupont+{given}@gmail.com", phone="0612345678", house="3 rue Haute")
    assert found() == {}


def test_twins_with_like_names_are_never_merged_without_a_look(found: Search) -> None:
    for given in ["Louis", "Louise"]:
        person(given, "Dupont", born_on=BORN, phone="0612345678", house="3 rue Haute")
    assert set(found().values()) <= {"likely", "possible"}


def test_a_father_and_a_son_of_one_name_are_but_possible(found: Search) -> None:
    person("Jean", "Dupont", born_on=BORN, house="3 rue Haute", phone="0612345678")
    person("Jean", "Dupont", born_on=dt.date(2006, 1, 2), house="3 rue Haute", phone="0612345678")
    assert found() == {("Jean Dupont", "Jean Dupont"): "possible"}


def test_two_numbers_in_our_own_list_speak_for_two_people(found: Search) -> None:
    for number in ["A1", "A2"]:
        made = person("Jean", "Dupont", born_on=BORN)
        Person.objects.filter(pk=made.pk).update(external_id=number)
    assert found() == {("Jean Dupont", "Jean Dupont"): "possible"}


def test_a_birth_date_that_stands_for_unknown_says_little(found: Search) -> None:
    for n in range(40):
        person(
            f"Anne{'abcdefghij'[n % 10]}", f"Rose{'klmnopqrstuvwxyz'[n % 16]}{n}", born_on=dt.date(1970, 1, 1)
        )
    person("Jean", "Dupont", born_on=dt.date(1970, 1, 1))
    person("Jean", "Dupond", born_on=dt.date(1970, 1, 1))
    assert found().get(("Jean Dupont", "Jean Dupond")) != "sure"


def test_a_switchboard_brings_nobody_together(found: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(31):
        person("" if n % 2 else "Jean", f"Name{n}", phone="0612345678")
    assert found() == {}


def test_reasons_say_what_agrees_and_what_differs(found: Search, france: Zone) -> None:
    lyon, nimes = Zone.objects.get(name="Lyon"), Zone.objects.get(name="Nîmes")
    person("Jean", "Dupont", born_on=BORN, zone=lyon, phone="0612345678")
    person("Jean", "Dupond", born_on=BORN, zone=nimes, phone="0612345678")
    found()
    assert Duplicate.objects.get().reasons == [
        ["given_name", "same", "jean", "jean"],
        ["family_name", "slip", "dupont", "dupond"],
        ["birth_date", "same", "1980-05-17", "1980-05-17"],
        ["phone", "same", "+33612345678", "+33612345678"],
        ["zone", "other", "", ""],
    ]


def test_not_the_same_is_remembered_by_later_searches(found: Search, alice: User) -> None:
    for _ in range(2):
        person("Jean", "Dupont", born_on=BORN)
    assert found()
    duplicates.dismiss(pair=Duplicate.objects.get(), user=alice)
    assert found() == {}
    assert Duplicate.objects.get().dismissed_by == alice


def test_what_no_longer_looks_so_goes_at_the_next_search(found: Search) -> None:
    person("Jean", "Dupont", born_on=BORN)
    other = person("Jean", "Dupont", born_on=BORN)
    assert found()
    actions.change_person(person=other, given_name="Ahmed", family_name="Diop")
    assert found(since_last=True) == {}


def test_a_search_among_the_changed_leaves_the_others_alone(found: Search) -> None:
    person("Jean", "Dupont", born_on=BORN)
    found()
    Person.objects.update(updated_at=timezone.now() - dt.timedelta(days=1))
    old = [Person.objects.create(given_name="Awa", family_name="Diop", born_on=BORN) for _ in range(2)]
    for one in old:
        one.rename("Awa", "Diop")
        one.updated_at = timezone.now() - dt.timedelta(days=1)
        one.save()
    person("Jean", "Dupont", born_on=BORN)
    assert found(since_last=True) == {("Jean Dupont", "Jean Dupont"): "sure"}
    assert len(found()) == 2


def test_each_night_looks_once_and_only_where_somebody_is_new(found: Search, run_tasks: Any) -> None:
    duplicates.search_anew()
    assert not Operation.objects.exists()
    person("Jean", "Dupont", born_on=BORN)
    duplicates.search_anew()
    duplicates.search_anew()
    run_tasks()
    assert Operation.objects.filter(kind=searching.KIND).count() == 1
    duplicates.search_anew()
    assert Operation.objects.filter(kind=searching.KIND).count() == 1


def test_there_is_one_search_at_a_time_and_only_for_those_who_change_people_everywhere(
    alice: User, dora: User
) -> None:
    with pytest.raises(operations.OperationRefused):
        duplicates.search(user=alice)
    duplicates.search(user=dora)
    with pytest.raises(duplicates.AlreadySearching):
        duplicates.search(user=dora)


class Killed(BaseException):
    """As a worker would be."""


@pytest.mark.parametrize("n_parts", [1, 3])
def test_a_search_that_was_killed_goes_on_and_finds_the_same(
    found: Search, monkeypatch: pytest.MonkeyPatch, n_parts: int
) -> None:
    monkeypatch.setattr(searching, "PEOPLE", 2)
    monkeypatch.setattr(searching, "parts", lambda n: n_parts)
    for n in range(12):
        for _ in range(2):
            person(
                f"Jean{'abcdefghijkl'[n] * 4}",
                f"Dupont{'mnopqrstuvwx'[n] * 4}",
                born_on=BORN + dt.timedelta(n),
            )
    operation = duplicates.search()
    seen = []
    for chunks in [9, 12, 15, 18]:  # three of them count names and read the pass again
        told = iter(range(chunks))

        def kill(n: int, told: Any = told) -> None:
            if next(told, None) is None:
                raise Killed

        with pytest.raises(Killed):
            run.run_operation(operation.pk, kill)
        operation.refresh_from_db()
        seen.append(operation.last)
    assert seen == sorted(set(seen)), "no run came further"
    run.run_operation(operation.pk)
    operation.refresh_from_db()
    assert (operation.state, operation.n_done) == ("done", operation.n_people)
    assert operation.counts == {"sure": 12, "likely": 0, "possible": 0}


def test_every_pass_reads_by_the_order_of_its_table(found: Search) -> None:
    for one in passes.PASSES:
        assert one.columns[0] == "pk"
        assert one.rows(0, 5) == []


def test_the_bounds_of_memory_hold_for_ten_million() -> None:
    assert searching.parts(500_000) == 1
    assert searching.parts(10_000_000) == 11
