"""Whoever was erased does not come back by an old file, whatever it knows them by."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from hustings.people.imports.match import directory
from hustings.people.imports.models import Import
from hustings.people.imports.rows.row import Row
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.matching import match_keys
from hustings.people.persons.models import ErasedKey, Erasure, Person
from hustings.people.privacy import actions as privacy_actions
from hustings.people.privacy import erasure
from hustings.people.signups.models import SignUp
from tests.app.people.imports.test_import_run import bring, check, chunks_of, report, take
from tests.app.people.privacy.test_erasing import everything
from tests.cast.people import submissions

pytestmark = pytest.mark.django_db(transaction=True)
HEAD = "external_id,email,prénom,nom,téléphone,date de naissance\n"
BORN = dt.date(1980, 2, 13)
ERASA = "X77,erasa@example.org,Erasa,Septante,0611777701,1980-02-13\n"


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def erased() -> None:
    bring(HEAD + ERASA + ",,Nemo,Septante,0611777702,\n")
    for person in Person.objects.all():
        privacy_actions.erase_person(person=person)


def outcome(text: str) -> tuple[int, int]:
    """How many lines a run of such a file makes people of, and how many it refuses as erased."""
    imported = bring(HEAD + text)
    counts = imported.counts["run"]
    assert counts.get("erased", 0) == imported.counts["check"].get("erased", 0)
    assert counts["created"] == imported.counts["check"]["created"]
    return counts["created"], counts.get("erased", 0)


@pytest.mark.parametrize(
    ("line", "by"),
    [
        ("X77,,Another,Name,,", "external ID"),
        ("X78,new@example.org,Erasa,SEPTANTE,06 11 77 77 01,", "phone and name"),
        (",,Nemo,Septante,+33611777702,", "phone and name"),
        ("X79,,Érasa,Septante,,13/02/1980", "name and birth date"),
        ("X77,,Erasa,Septante,0611777701,1980-02-13", "external ID"),
        ("X80,,Septante,Érasa,,13/02/1980", "name and birth date"),
        ("X80,,SEPTANTE,Nemo,06 11 77 77 02,", "phone and name"),
    ],
)
def test_a_file_without_the_address_is_refused_by_what_else_it_knows(
    erased: None, line: str, by: str
) -> None:
    imported = bring(f"{HEAD}{line}\n,else@example.org,Ann,Else,,\n")
    assert (imported.counts["run"]["created"], imported.counts["run"]["erased"]) == (1, 1)
    assert f"This person asked to be erased (recognised by: {by})" in report(imported)
    assert [line.number for line in imported.lines.filter(why="erased")] == [2]
    assert Person.objects.get().name == "Ann Else"


def test_a_file_of_our_own_is_known_by_our_number(charlie: Person) -> None:
    uid = charlie.uid
    privacy_actions.erase_person(person=charlie)
    imported = bring(f"hustings_id,email,prénom\n{uid},,Charlie\n{uid},other@example.org,Charlie\n")
    assert (imported.counts["run"]["created"], imported.counts["run"]["erased"]) == (0, 2)


def test_half_of_what_is_known_is_anybody_s(erased: None) -> None:
    others = (
        "X1,,Erasa,Septante,,\n"  # the name alone
        "X2,,Ann,Else,0611777701,\n"  # the phone alone
        "X3,,Erasa,Septante,0611777702,1980-02-14\n"  # the other's phone, another day
    )
    assert outcome(others) == (3, 0)


def test_a_namesake_who_is_here_goes_on_being_imported(erased: None) -> None:
    persons_actions.add_person(
        given_name="Erasa",
        family_name="Septante",
        phone="0611777701",
        external_id="Y1",
        email="y@example.org",
    )
    assert outcome("Y1,,Erasa,Septante,0611777701,1980-02-13\n") == (0, 0)  # by number, and learns the day
    assert Person.objects.get().born_on is not None
    assert outcome("X77,,Erasa,Septante,0611777701,\n") == (0, 1)  # but not by the number of the other


def test_a_namesake_who_is_here_by_swapped_names_tells_nothing_of_whoever_was_erased(erased: None) -> None:
    persons_actions.add_person(given_name="Septante", family_name="Erasa", phone="0611777701", born_on=BORN)
    assert outcome(",,Septante,Erasa,0611777701,1980-02-13\n") == (0, 0)
    assert outcome(",,Erasa,Septante,0611777701,1980-02-13\n") == (0, 1)
    assert outcome("X1,,Septante,Erasa,0611777702,1980-02-14\n") == (1, 0)  # half of what is known


def test_somebody_added_by_hand_with_swapped_names_is_asked_about(erased: None, dora: Any) -> None:
    words = {"given_name": "Septante", "family_name": "Nemo", "phone": "0611777702", "user": dora}
    with pytest.raises(persons_actions.WasErased):
        persons_actions.add_person(**words)
    persons_actions.add_person(**words, is_own_wish=True)
    assert outcome(",,Nemo,Septante,0611777702,\n")[1] == 0  # they came back


def test_an_earlier_line_of_the_file_vouches_for_nobody(
    erased: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at_once in (1, 1_000):
        chunks_of(monkeypatch, at_once)
        mail = f"new{at_once}@example.org"
        assert outcome(f",{mail},Erasa,Septante,,\n,{mail},Erasa,Septante,0611777701,\n") == (1, 1)


def test_whoever_signs_up_again_is_free_of_all_of_it(erased: None) -> None:
    assert ErasedKey.objects.count() == 6  # our numbers, a number, two phones, a birth date
    sign_up = SignUp.objects.create(
        address="erasa@example.org", key="erasa@example.org", language="fr", source="page"
    )
    submissions.confirm(sign_up)
    assert ErasedKey.objects.count() == 2  # the other's
    assert outcome("X77,erasa@example.org,Erasa,Septante,0611777701,1980-02-13\n") == (0, 0)
    assert Person.objects.get().external_id == "X77"
    assert outcome(",,Nemo,Septante,0611777702,\n") == (0, 1)


def test_many_at_once_leave_the_same(dora: Any) -> None:
    bring(HEAD + ERASA + "".join(f"X{n},,P,Q{n},0611{n},\n" for n in range(100_000, 100_020)))
    with CaptureQueriesContext(connection) as asked:
        erasure.erase_many(list(Person.objects.values_list("pk", flat=True)), dora)
    assert sum("persons_erase" in query["sql"] for query in asked.captured_queries) <= 3
    assert (Erasure.objects.count(), ErasedKey.objects.count()) == (21, 21 * 3 + 1)
    assert Erasure.objects.values("together").distinct().count() == 21
    assert outcome(ERASA.replace("erasa@example.org", "") + "X100007,,,,,\n") == (0, 2)


def test_nothing_can_be_read_from_what_is_left(erased: None) -> None:
    Import.objects.all().delete()
    left = everything().lower()
    for word in ["x77", "septante", "611777701", "1980-02-13"]:
        assert word not in left
    assert not ErasedKey.objects.exclude(fingerprint__regex="^[0-9a-f]{64}$").exists()


def test_a_chunk_asks_one_question_and_none_where_nobody_was_erased(erased: None, settings: Any) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    rows = [
        Row(
            n,
            [],
            emails={f"{n}@example.org": ("", "")},
            phones=["+33611777701"],
            plain={"external_id": f"{n}"},
        )
        for n in range(2_000)
    ]
    for row in rows:
        row.name_key = "septante,erasa"
    assert len(match_keys.of(rows[0])) == 3
    with CaptureQueriesContext(connection) as asked:
        found = directory.erased(rows)
    assert len(asked) == 2  # whether anybody was, and who
    assert found == {"p+33611777701 septante,erasa"}
    Erasure.objects.all().delete()
    with CaptureQueriesContext(connection) as asked:
        assert not directory.erased(rows)
    assert len(asked) == 1


def test_the_check_names_them_on_the_page_of_the_import(erased: None) -> None:
    imported = check(take(f"{HEAD}X77,,Erasa,Septante,0611777701,1980-02-13\n"))
    assert imported.counts["check"]["erased"] == 1
    assert imported.counts["check"]["created"] == 0
    assert "If it is someone else" not in report(imported)  # nobody else has this number
    imported = check(take(f"{HEAD},,Nemo,Septante,0611777702,\n"))
    assert "If it is someone else, add the person manually." in report(imported)
