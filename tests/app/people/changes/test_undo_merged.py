"""An operation taken back after some of its people were made one record: each gets back what was theirs."""

from typing import Any

import pytest
from django.utils import timezone, translation

from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Zone
from hustings.people.changes.actions import operations
from hustings.people.changes.operations import run
from hustings.people.changes.operations.selection import Whom
from hustings.people.contacts import actions as contacts_actions
from hustings.people.duplicates.actions import merges
from hustings.people.duplicates.models import Merge
from hustings.people.imports.columns.options import ALL, Statement
from hustings.people.persons import actions as persons_actions
from hustings.people.persons import timeline
from hustings.people.persons.models import (
    Activity,
    Consent,
    Email,
    Field,
    FieldValue,
    Household,
    Look,
    Operation,
    Person,
    Purpose,
    Tag,
)
from hustings.people.privacy import consent_ledger
from tests.app.people.imports.test_import_undo import bring, everything, kept, undo
from tests.app.people.persons.test_hq import easy_second_factor, signed_in

__all__ = ["easy_second_factor"]  # a fixture
pytestmark = pytest.mark.django_db
FILE = "email,given_name,family_name,phone_number,source\n"
AMINA = "amina@example.org,Amina,Durand,+33612345678,fair\n"
XAVIER = "xavier@example.org,Xavier,Petit,+33698765432,fair\n"
MAPPING = ["email.1", "given_name", "family_name", "phone.1", "source"]
YES = {"email": Statement(ALL, "Yes, write to me.", "Fair", "2026-01-01")}


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def amina(db: None) -> Person:
    return persons_actions.add_person(given_name="Mina", email="amina@example.org", source="market")


def named(name: str) -> Person:
    return Person.objects.get(given_name=name)


def do(kind: str, user: User, **choices: Any) -> Operation:
    operation = operations.start(kind=kind, user=user, choices=choices, of=Whom(query=""), n=9)
    run.run_operation(operation.pk)
    return Operation.objects.get(pk=operation.pk)


def chunks_of(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    for name in ("CHUNK", "SQLITE_CHUNK"):
        monkeypatch.setattr(run, name, size)


def take_back(operation: Operation, user: User) -> Operation:
    operations.undo(operation=operation, user=user)
    run.run_operation(operation.pk)
    operation = Operation.objects.get(pk=operation.pk)
    assert operation.state == Operation.State.UNDONE, operation.problem
    return operation


@pytest.mark.parametrize("size", [1, 500])
@pytest.mark.parametrize("kept_name", ["Amina", "Xavier"])
def test_the_known_one_is_as_before_and_the_new_one_is_gone(
    amina: Person, dora: User, kept_name: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chunks_of(monkeypatch, size)
    persons_actions.tag(person=amina, name="Old")
    before = everything()
    imported = bring(FILE + AMINA + XAVIER, dora, MAPPING, consents=YES)
    people = {name: named(name) for name in ("Amina", "Xavier")}
    stays, goes = people.pop(kept_name), next(iter(people.values()))
    merges.merge(kept=stays, absorbed=goes, user=dora, choices={"name": "absorbed", "email": "absorbed"})
    undone = undo(imported, dora)
    after = everything()
    assert [row for row in after.pop("Consent") if "'is_given': True" in row] == []
    before.pop("Consent")
    after["Email"] = [row.replace("'position': 1", "'position': 0") for row in after["Email"]]  # made room
    assert after == before
    assert kept(undone) == {}
    assert undone.counts["undo"]["removed"] == undone.counts["undo"]["restored"] == 1
    assert not Merge.objects.filter(undone_at=None).exists()
    assert consent_ledger.prove().fault is None
    lines = [entry.sentence for entry in timeline.page(Person.objects.get())[0]]
    assert any(line.startswith(("Unmerged from", "Separate record again")) for line in lines), lines


def test_a_column_set_on_both_goes_back_on_each(amina: Person, dora: User) -> None:
    xavier = persons_actions.add_person(given_name="Xavier", email="xavier@example.org", source="stall")
    done = do("column", dora, column="source", value="fair", shown="fair")
    merge = merges.merge(kept=amina, absorbed=xavier, user=dora)
    undone = take_back(done, dora)
    assert kept(undone) == {}
    assert Person.objects.get().source == "market"
    merges.part(merge=merge, user=dora)
    assert dict(Person.objects.values_list("given_name", "source")) == {"Mina": "market", "Xavier": "stall"}


def test_where_the_kept_one_had_nothing_the_other_s_word_is_taken(amina: Person, dora: User) -> None:
    persons_actions.change_person(person=amina, source="")
    xavier = persons_actions.add_person(given_name="Xavier", email="xavier@example.org", source="stall")
    done = do("column", dora, column="source", value="fair", shown="fair")
    merge = merges.merge(kept=amina, absorbed=xavier, user=dora)
    take_back(done, dora)
    assert Person.objects.get().source == "stall"
    merges.part(merge=merge, user=dora)
    assert dict(Person.objects.values_list("given_name", "source")) == {"Mina": "", "Xavier": "stall"}


@pytest.mark.parametrize("had", ["neither", "kept", "absorbed"])
def test_a_tag_put_on_both_stays_on_whoever_had_it(amina: Person, dora: User, had: str) -> None:
    xavier = persons_actions.add_person(given_name="Xavier", email="xavier@example.org")
    owner = {"kept": amina, "absorbed": xavier}.get(had)
    if owner:
        persons_actions.tag(person=owner, name="Fair")
    tag = persons_actions.the_tag(name="Fair")
    done = do("tag", dora, tag=tag.pk, name=tag.name)
    merge = merges.merge(kept=amina, absorbed=xavier, user=dora)
    take_back(done, dora)
    assert tag.people.exists() == bool(owner)
    merges.part(merge=merge, user=dora)
    assert list(tag.people.all()) == ([owner] if owner else [])


def test_what_was_done_by_hand_since_the_merge_stays(amina: Person, dora: User) -> None:
    xavier = persons_actions.add_person(given_name="Xavier", email="xavier@example.org", source="stall")
    field = persons_actions.add_field(label="Shirt", kind=Field.Kind.TEXT)
    for person, size in ((amina, "M"), (xavier, "L")):
        persons_actions.tag(person=person, name="Old")
        persons_actions.set_field(person=person, field=field, value=size)
    done = do("column", dora, column="source", value="fair", shown="fair")
    merge = merges.merge(kept=amina, absorbed=xavier, user=dora, choices={"name": "absorbed"})
    one = Person.objects.get()
    persons_actions.change_person(person=one, given_name="Zoé")
    persons_actions.untag(person=one, tag=Tag.objects.get(name="Old"))
    persons_actions.set_field(person=one, field=field, value="")
    second = one.emails.get(address="xavier@example.org")
    persons_actions.put_email_first(email=second)
    take_back(done, dora)
    one = Person.objects.get()
    assert (one.given_name, one.source) == ("Zoé", "market")
    assert not Tag.objects.get(name="Old").people.exists()
    assert not FieldValue.objects.exists()
    assert [email.address for email in one.emails.all()] == ["xavier@example.org", "amina@example.org"]
    assert [line.kind for line in Activity.objects.filter(person=one).order_by("-pk")[:1]] == [
        "operation.undone"
    ]
    merges.part(merge=merge, user=dora)
    assert set(Person.objects.values_list("given_name", "source")) == {("Zoé", "market"), ("Xavier", "stall")}


@pytest.mark.parametrize("column", ["source", "owner", "zone", "no_mail_since", "household", "recruiter"])
def test_what_was_emptied_by_hand_since_the_merge_stays_empty(
    amina: Person, dora: User, france: Any, column: str
) -> None:
    friend = persons_actions.add_person(given_name="Friend")
    held = {
        "source": "stall", "owner": dora, "zone": Zone.objects.get(name="Lyon"),
        "no_mail_since": timezone.now(), "household": Household.objects.create(name="Home"),
        "recruiter": friend,
    }  # fmt: skip
    xavier = persons_actions.add_person(given_name="Xavier", email="xavier@example.org")
    Person.objects.filter(pk=xavier.pk).update(**{column: held[column]})
    empty = "" if column == "source" else None
    Person.objects.filter(pk=amina.pk).update(**{column: empty})
    amina.refresh_from_db()
    xavier.refresh_from_db()
    tag = persons_actions.the_tag(name="Fair")
    done = do("tag", dora, tag=tag.pk, name=tag.name)
    merge = merges.merge(kept=amina, absorbed=xavier, user=dora)
    assert getattr(Person.objects.get(pk=amina.pk), column) == held[column]
    Person.objects.filter(pk=amina.pk).update(**{column: empty})
    take_back(done, dora)
    assert getattr(Person.objects.get(pk=amina.pk), column) == empty
    merges.part(merge=merge, user=dora)
    assert getattr(Person.objects.get(pk=xavier.pk), column) == held[column]


def test_a_name_corrected_by_hand_stays_whole(dora: User, db: None) -> None:
    mina = persons_actions.add_person(given_name="Mina", family_name="Old")
    xavier = persons_actions.add_person(given_name="Xavier", family_name="Petit")
    tag = persons_actions.the_tag(name="Fair")
    done = do("tag", dora, tag=tag.pk, name=tag.name)
    merges.merge(kept=mina, absorbed=xavier, user=dora, choices={"name": "absorbed"})
    persons_actions.change_person(person=Person.objects.get(), given_name="Xavière")
    take_back(done, dora)
    one = Person.objects.get()
    assert (one.name, one.name_key) == ("Xavière Petit", "petit,xaviere")


def test_a_field_emptied_by_hand_stays_empty_whosever_word_it_was(amina: Person, dora: User) -> None:
    xavier = persons_actions.add_person(given_name="Xavier", email="xavier@example.org")
    field = persons_actions.add_field(label="Shirt", kind=Field.Kind.TEXT)
    for person, size in ((amina, "M"), (xavier, "L")):
        persons_actions.set_field(person=person, field=field, value=size)
    tag = persons_actions.the_tag(name="Fair")
    done = do("tag", dora, tag=tag.pk, name=tag.name)
    merge = merges.merge(kept=amina, absorbed=xavier, user=dora, choices={"field.shirt": "absorbed"})
    persons_actions.set_field(person=Person.objects.get(), field=field, value="")
    take_back(done, dora)
    assert not FieldValue.objects.exists()
    merges.part(merge=merge, user=dora)
    assert [(row.person, row.text) for row in FieldValue.objects.all()] == [(amina, "M")]


def test_whoever_undoes_changes_no_record_out_of_their_reach(dora: User, alice: User, france: Any) -> None:
    lyon, nimes = Zone.objects.get(name="Lyon"), Zone.objects.get(name="Nîmes")
    gaston = persons_actions.add_person(given_name="Gaston", email="g@example.org", zone=nimes)
    xavier = persons_actions.add_person(given_name="Xavier", email="x@example.org", zone=lyon, source="stall")
    done = do("column", alice, column="source", value="fair", shown="fair")
    merge = merges.merge(kept=gaston, absorbed=xavier, user=dora)
    undone = take_back(done, alice)
    assert Person.objects.get().source == "fair"
    assert "out of reach" in kept(undone)["Gaston"]
    merge.refresh_from_db()
    assert merge.undone_at is None


def test_nobody_parts_a_merge_whose_other_half_is_out_of_their_reach(
    dora: User, alice: User, france: Any
) -> None:
    lyon, nimes = Zone.objects.get(name="Lyon"), Zone.objects.get(name="Nîmes")
    here = persons_actions.add_person(given_name="Xavier", email="x@example.org", zone=lyon)
    there = persons_actions.add_person(given_name="Gaston", email="g@example.org", zone=nimes)
    merge = merges.merge(kept=here, absorbed=there, user=dora)
    client = signed_in(alice)
    assert client.post(f"/hq/people/merges/{merge.pk}/").status_code == 404
    assert "Gaston" not in client.get(f"/hq/people/{here.uid}/merges/").content.decode()
    assert "Gaston" in signed_in(dora).get(f"/hq/people/{here.uid}/merges/").content.decode()


def test_who_looked_is_known_after_the_record_that_the_file_made_is_gone(amina: Person, dora: User) -> None:
    imported = bring(FILE + XAVIER, dora, MAPPING)
    merges.merge(kept=named("Xavier"), absorbed=amina, user=dora)
    Look.objects.get_or_create(
        person=named("Xavier"), user=dora, day=timezone.localdate(), how="record",
        defaults={"last_at": timezone.now()},
    )  # fmt: skip
    undo(imported, dora)
    assert Look.objects.get().person.given_name == "Mina"


def test_a_deed_that_was_undone_is_no_reason_to_keep_whom_a_file_made(dora: User, db: None) -> None:
    imported = bring(FILE + AMINA + XAVIER, dora, MAPPING)
    tag = persons_actions.the_tag(name="Fair")
    take_back(do("tag", dora, tag=tag.pk, name=tag.name), dora)
    assert kept(undo(imported, dora)) == {}
    assert not Person.objects.exists()


def test_whoever_has_a_talk_since_stays_in_the_one_record(amina: Person, dora: User) -> None:
    imported = bring(FILE + XAVIER + AMINA, dora, MAPPING)
    xavier = named("Xavier")
    contacts_actions.log_contact(person=xavier, user=dora, method="call", outcome="reached")
    merge = merges.merge(kept=named("Amina"), absorbed=xavier, user=dora)
    undone = undo(imported, dora)
    one = Person.objects.get()
    assert (one.given_name, one.source) == ("Mina", "market")
    assert set(one.emails.values_list("address", flat=True)) == {"amina@example.org", "xavier@example.org"}
    assert "contacts" in next(iter(kept(undone).values()))
    merges.part(merge=merge, user=dora)
    assert named("Xavier").contacts.exists()


def test_a_chain_of_records_goes_back_each_by_itself(amina: Person, dora: User) -> None:
    xavier = persons_actions.add_person(given_name="Xavier", email="xavier@example.org", source="stall")
    yael = persons_actions.add_person(given_name="Yaël", email="yael@example.org", source="door")
    done = do("column", dora, column="source", value="fair", shown="fair")
    first = merges.merge(kept=xavier, absorbed=yael, user=dora)
    second = merges.merge(kept=amina, absorbed=xavier, user=dora, choices={"source": "absorbed"})
    undone = take_back(done, dora)
    assert kept(undone) == {}
    assert Person.objects.get().source == "market"
    merges.part(merge=second, user=dora)
    merges.part(merge=first, user=dora)
    assert dict(Person.objects.values_list("given_name", "source")) == {
        "Mina": "market", "Xavier": "stall", "Yaël": "door",
    }  # fmt: skip


def test_a_file_whose_people_were_made_one_leaves_nobody(dora: User, monkeypatch: pytest.MonkeyPatch) -> None:
    chunks_of(monkeypatch, 1)
    imported = bring(FILE + AMINA + XAVIER, dora, MAPPING, consents=YES)
    merges.merge(kept=named("Amina"), absorbed=named("Xavier"), user=dora)
    undone = undo(imported, dora)
    assert kept(undone) == {}
    assert not Person.objects.exists()
    assert not Email.objects.exists()
    assert consent_ledger.prove().fault is None


def test_a_no_said_to_the_one_record_stands(amina: Person, dora: User) -> None:
    imported = bring(FILE + AMINA + XAVIER, dora, MAPPING, consents=YES)
    xavier = named("Xavier")
    contacts_actions.log_contact(person=xavier, user=dora, method="call", outcome="reached")
    merge = merges.merge(kept=named("Amina"), absorbed=xavier, user=dora)
    one = Person.objects.get()
    persons_actions.record_consent(person=one, purpose=Purpose.EMAIL, is_given=False, source="phone")
    undo(imported, dora)
    assert not Consent.objects.get(person=one, purpose="email").is_given
    parted = merges.part(merge=merge, user=dora)
    assert not Consent.objects.filter(is_given=True).exists(), parted
    assert consent_ledger.prove().fault is None
