"""Whoever was two records, or is said to have been: erased, nothing of either stays, neither comes back."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.utils import translation
from django.utils.http import urlencode

from hustings.foundation.accounts.models import User
from hustings.people.duplicates.actions import merges
from hustings.people.duplicates.merging import pairs
from hustings.people.duplicates.models import Duplicate, Merge, PairAway
from hustings.people.persons import actions as persons_actions
from hustings.people.persons import timeline
from hustings.people.persons.models import Activity, ErasedKey, Erasure, Person
from hustings.people.privacy import actions as privacy_actions
from hustings.people.privacy import file_erasure
from hustings.people.privacy.erasure import erase_many
from hustings.people.segments.models import SavedView
from tests.app.people.changes import test_undo_merged as undo_merged
from tests.app.people.imports.test_import_run import bring, report, take
from tests.app.people.privacy.test_erasing import everything
from tests.app.people.privacy.test_forgetting import rows

pytestmark = pytest.mark.django_db(transaction=True)
HEAD = "hustings_id,external_id,email,prénom,nom,téléphone,date de naissance\n"
BORN = dt.date(1980, 2, 13)


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


def person(name: str, number: str = "", **known: Any) -> Person:
    given, _space, family = name.partition(" ")
    made = persons_actions.add_person(given_name=given, family_name=family, **known)
    Person.objects.filter(pk=made.pk).update(external_id=number or None)
    return Person.objects.get(pk=made.pk)


@pytest.fixture
def johnny() -> Person:
    return person("Johnny Dupond", "B-1", phone="0699999999", born_on=BORN, email="johnny@example.org")


@pytest.fixture
def jean(johnny: Person) -> Person:
    """Jean, who took in Johnny, who had taken in J."""
    jean = person("Jean Dupont", "A-1", phone="0611111111", email="jean@example.org")
    merges.merge(kept=johnny, absorbed=person("Jo Duponte", "C-1", phone="0677777777"))
    merges.merge(kept=jean, absorbed=Person.objects.get(pk=johnny.pk))
    return Person.objects.get(pk=jean.pk)


LINES = {
    "phone and name": ",,,Johnny,Dupond,0699999999,",
    "external ID": ",B-1,,Somebody,Else,,",
    "our number": "{uid},,,Johnny,,,",
    "birth date": ",X-9,,Johnny,Dupond,,1980-02-13",
    "the first half's phone": ",,,Jo,Duponte,0677777777,",
    "the first half's number": ",C-1,,,,,",
    "address": ",,johnny@example.org,,,,",
    "the one that is kept": ",A-1,,,,,",
    "any name with any phone": ",,,Johnny,Dupond,0611111111,",
}


@pytest.mark.parametrize("line", LINES.values(), ids=list(LINES))
@pytest.mark.parametrize("many", [False, True], ids=["one", "many"])
def test_no_half_comes_back_by_an_old_file(
    johnny: Person, jean: Person, dora: User, line: str, many: bool
) -> None:
    if many:
        erase_many([jean.pk], dora)
    else:
        privacy_actions.erase_person(person=jean, user=dora)
    imported = bring(HEAD + line.format(uid=johnny.uid) + "\n,,,Ann,Else,0600000000,\n")
    assert (imported.counts["check"]["created"], imported.counts["check"]["erased"]) == (1, 1)
    assert (imported.counts["run"]["created"], imported.counts["run"]["erased"]) == (1, 1)
    assert "This person asked to be erased" in report(imported)


def test_a_word_that_the_merge_replaced_is_known_too(johnny: Person) -> None:
    jean = person("Jean Dupont", "A-1", phone="0611111111")
    merges.merge(kept=jean, absorbed=johnny, choices={"name": "absorbed", "external_id": "absorbed"})
    privacy_actions.erase_person(person=Person.objects.get(pk=jean.pk))
    imported = bring(HEAD + ",A-1,,,,,\n,,,Jean,Dupont,0611111111,\n,B-1,,,,,\n")
    assert (imported.counts["run"]["created"], imported.counts["run"]["erased"]) == (0, 3)


def test_whoever_was_parted_before_is_somebody_else(johnny: Person) -> None:
    jean = person("Jean Dupont", "A-1", phone="0611111111")
    merges.part(merge=merges.merge(kept=jean, absorbed=johnny))
    privacy_actions.erase_person(person=Person.objects.get(pk=jean.pk))
    imported = bring(HEAD + ",B-1,,Johnny,Dupond,0699999999,\n")
    assert imported.counts["run"].get("erased", 0) == 0


def test_lines_of_each_half_go_from_kept_files(jean: Person) -> None:
    imported = take(HEAD + ",,,Johnny,Dupond,0699999999,\n,C-1,,Jo,,,\n,,,Ann,Else,0600000000,\n")
    privacy_actions.erase_person(person=jean)
    file_erasure.in_files()
    imported.refresh_from_db()
    left = str(rows(imported))
    assert "Ann" in left
    assert "Jo" not in left
    assert "Dupond" not in left


def test_texts_lose_the_names_of_each_half(jean: Person, dora: User) -> None:
    views = [
        SavedView.objects.create(user=dora, name=name, query=urlencode({"q": term}))
        for name, term in [("Call Johnny Dupond", "johnny dup"), ("Jo Duponte", "C-1")]
    ]
    privacy_actions.erase_person(person=jean)
    assert [SavedView.objects.get(pk=view.pk).name for view in views] == ["Call […]", "[…]"]
    left = everything().lower()
    for word in ["johnny", "dupon", "c-1"]:
        assert word not in left


def test_an_address_that_was_taken_off_is_known(johnny: Person) -> None:
    kept = person("Jean Dupont", email="jean@example.org")
    persons_actions.add_email(person=kept, address="Old@example.org")
    persons_actions.remove_email(email=kept.emails.get(key="old@example.org"))
    persons_actions.add_email(person=kept, address="now.anns@example.org")
    persons_actions.remove_email(email=kept.emails.get(key="now.anns@example.org"))
    ann = person("Ann Else", email="now.anns@example.org")
    merges.merge(kept=kept, absorbed=johnny)
    persons_actions.remove_email(email=kept.emails.get(key="johnny@example.org"))
    imported = take(HEAD + ",,old@example.org,,,,\n,,now.anns@example.org,,,,\n")
    privacy_actions.erase_person(person=Person.objects.get(pk=kept.pk))
    keys = ["old@example.org", "jean@example.org", "johnny@example.org", "now.anns@example.org"]
    assert [key for key in keys if Erasure.objects.of(key).exists()] == keys[:3]
    assert Erasure.objects.values("together").distinct().count() == 1
    file_erasure.in_files()
    imported.refresh_from_db()
    assert "old@" not in str(rows(imported))
    assert "now.anns@" in str(rows(imported))
    privacy_actions.erase_person(person=ann)
    assert [key for key in keys if Erasure.objects.of(key).exists()] == keys


def test_whoever_comes_back_is_free_of_all_that_was_known_of_either(jean: Person) -> None:
    privacy_actions.erase_person(person=jean)
    assert ErasedKey.objects.exists()
    persons_actions.add_person(email="johnny@example.org", is_own_wish=True)
    assert not ErasedKey.objects.exists()


def again(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def told(person: Person) -> str:
    return str(list(person.activities.values_list("data", flat=True)))


@pytest.mark.parametrize("ada_goes_first", [False, True])
def test_a_name_goes_from_the_timeline_of_whoever_once_held_the_record(
    dora: User, ada_goes_first: bool
) -> None:
    ada, bea, zed = person("Ada Arnold"), person("Bea Bichon"), person("Zed Zimmer")
    inner = merges.merge(kept=ada, absorbed=bea, user=dora)
    outer = merges.merge(kept=zed, absorbed=again(ada), user=dora)
    merges.part(merge=inner, user=dora)
    merges.part(merge=outer, user=dora)
    about = {"kind__in": ["merge.merged", "merge.parted"], "data__uid": str(bea.uid)}
    assert Activity.objects.filter(**about).update(person=zed)  # as an earlier version left them
    assert "Bea Bichon" in told(zed)
    if ada_goes_first:
        privacy_actions.erase_person(person=again(ada))  # and the row of the merge with her
    privacy_actions.erase_person(person=again(bea))
    assert "[…]" in told(zed)
    left = everything()
    for word in ["Bichon", str(bea.uid), bea.uid.hex]:
        assert word not in left
    assert ("Ada Arnold" in told(zed)) != ada_goes_first


def test_a_name_that_was_left_of_somebody_who_is_gone_goes_and_a_namesake_s_stays(dora: User) -> None:
    mina, tom, one, two = (person(name) for name in ["Mina M", "Tom T", "X Petit", "X Petit"])
    for kept, half in [(mina, one), (tom, two)]:
        merges.part(merge=merges.merge(kept=kept, absorbed=half, user=dora), user=dora)
    one.delete()  # as undoing an import did
    privacy_actions.erase_person(person=person("X Petit"))
    assert "X Petit" not in told(mina)
    assert "X Petit" in told(tom)


@pytest.mark.parametrize("is_parted", [False, True])
@pytest.mark.parametrize("is_kept", [False, True])
def test_whom_an_undone_import_made_is_named_nowhere(dora: User, is_kept: bool, is_parted: bool) -> None:
    mina = person("Mina Martin", email="mina@example.org")
    imported = undo_merged.bring(undo_merged.FILE + undo_merged.XAVIER, dora, undo_merged.MAPPING)
    xavier = Person.objects.get(given_name="Xavier")
    kept, absorbed = (xavier, mina) if is_kept else (mina, xavier)
    merge = merges.merge(kept=kept, absorbed=absorbed, user=dora)
    if is_parted:
        merges.part(merge=merge, user=dora)
    undo_merged.undo(imported, dora)
    assert Person.objects.get() == mina
    assert "Xavier" not in told(mina)
    assert str(xavier.uid) not in told(mina)
    read = " ".join(entry.sentence for entry in timeline.page(again(mina))[0])
    assert "no longer exists, because its creation was undone" in read
    assert "merge." not in read


@pytest.mark.parametrize("is_half", [False, True])
def test_merges_of_others_keep_no_reason_that_quotes_them(dora: User, is_half: bool) -> None:
    kim, lou, ann = person("Kim Klein"), person("Lou Lind"), person("Ann Else")
    gone = person("Eva Erasa", email="eva@example.org")
    for other in (gone, ann):
        reasons = [
            ["given_name", "near", "lou", other.given_name],
            ["mailbox", "same", f"{other.pk}@x.org", ""],
        ]
        Duplicate.objects.create(first=lou, second=other, certainty="likely", score=0.5, reasons=reasons)
    merge = merges.merge(kept=kim, absorbed=lou, user=dora)
    if is_half:
        keeper = person("Zoé Zimmer")
        merges.merge(kept=keeper, absorbed=gone, user=dora)
        privacy_actions.erase_person(person=again(keeper))
    else:
        privacy_actions.erase_person(person=gone)
    left = everything()
    for word in ["Eva", "Erasa", f"{gone.pk}@x.org"]:
        assert word not in left
    merges.part(merge=Merge.objects.get(pk=merge.pk), user=dora)
    pairs = Duplicate.objects.filter(dismissed_at=None)
    assert [(pair.first, pair.second) for pair in pairs] == [(lou, ann)]
    assert pairs.get().reasons[0][3] == "Ann"


def test_those_merges_are_found_by_an_index(dora: User) -> None:
    kim, lou, eva = person("Kim Klein"), person("Lou Lind"), person("Eva Erasa")
    Duplicate.objects.create(
        first=lou, second=eva, certainty="likely", score=0.5, reasons=[["given_name", "near", "lou", "eva"]]
    )
    merges.merge(kept=kim, absorbed=lou, user=dora)
    (away,) = PairAway.objects.all()
    assert away.person == eva.pk
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET enable_seqscan = off")
    plan = pairs.put_away({eva.pk}).explain()
    assert "SCAN people" not in plan and "Seq Scan" not in plan, plan
    privacy_actions.erase_person(person=eva)
    assert "eva" not in str(Merge.objects.get().record["duplicates.duplicate"])
