"""Contacts at doors: sealed on the phone, kept with what they agreed to, and nobody without a yes."""

import datetime as dt

import pytest
from django.utils import timezone

from hustings.field.canvassing import contacts, seals
from hustings.field.canvassing.models import DoorContact
from hustings.foundation.sync.models import LoggedEntry
from hustings.people.contacts.actions.contacts import remove_contact
from hustings.people.duplicates.actions.merges import merge
from hustings.people.persons.actions.consents import record_consent, wording
from hustings.people.persons.actions.persons import add_person
from hustings.people.persons.models import Person, Purpose
from hustings.people.privacy.actions.erasure import erase_person
from tests.cast.field.canvassing import street
from tests.cast.field.canvassing.street import Phone

pytestmark = pytest.mark.django_db
ADA = {"given_name": "Ada", "family_name": "Lovelace", "email": "ada@example.org", "phone": "06 12 34 56 78"}


@pytest.fixture
def found():
    return street.walk_list()


@pytest.fixture
def sentences():
    return {each: wording(purpose=each, text=f"Yes to {each}").pk for each in contacts.PURPOSES}


def sealed(found, door, yes, **contact):
    told = {
        "contact": ADA
        | contact
        | {"language": "en", "yes": {each.value: str(key) for each, key in yes.items()}}
    }
    return seals.seal(bytes(found.public), door, told)


def given(person):
    return {*person.consents.live().values_list("purpose", flat=True)}


@pytest.mark.both
def test_who_agrees_is_known_with_each_yes_and_its_sentence_once(found, sentences):
    phone, door = Phone(found), street.door(found)
    yes = {each: sentences[each] for each in (Purpose.EMAIL, Purpose.SMS)}
    phone.note(door, "talked", said=sealed(found, door, yes))
    phone.note(street.door(found, "D"), "absent")
    ada = Person.objects.get()
    assert (ada.name, ada.language, ada.source) == ("Ada Lovelace", "en", "door")
    assert given(ada) == {"email", "sms"}
    assert {*ada.consent_entries.values_list("wording", "source")} == {(yes[each], "door") for each in yes}
    assert ada.contacts.get().method == "visit" and ada.phones.get().number == "+33612345678"


@pytest.mark.parametrize(
    ("purposes", "contact"),
    [
        ([], {}),
        ([Purpose.EMAIL], {"email": "ada@"}),
        ([Purpose.PHONE, Purpose.SMS], {"phone": "12"}),
        ([Purpose.SMS], {"phone": ""}),
    ],
)
def test_without_a_yes_and_a_way_to_be_reached_nobody_is_kept(found, sentences, purposes, contact):
    phone, door = Phone(found), street.door(found)
    phone.note(
        door, "talked", said=sealed(found, door, {each: sentences[each] for each in purposes}, **contact)
    )
    assert street.state(found, door) == ("talked", 1)
    assert not Person.objects.exists() and not DoorContact.objects.exists()


def test_a_sentence_of_another_purpose_or_of_none_is_no_yes(found, sentences):
    phone, door = Phone(found), street.door(found)
    wrong = {Purpose.EMAIL: sentences[Purpose.SMS], Purpose.PHONE: "9" * 30}
    phone.note(door, "talked", said=sealed(found, door, wrong))
    assert not Person.objects.exists()


def test_whoever_is_known_by_the_mailbox_is_completed_and_a_later_no_wins(found, sentences):
    ada = add_person(given_name="A.", email="Ada@example.org")
    later = timezone.now() + dt.timedelta(minutes=1)
    record_consent(person=ada, purpose=Purpose.EMAIL, is_given=False, source="link", given_at=later)
    phone, door = Phone(found), street.door(found)
    phone.note(door, "talked", said=sealed(found, door, sentences))
    ada.refresh_from_db()
    assert Person.objects.count() == 1 and (ada.given_name, ada.family_name) == ("A.", "Lovelace")
    assert given(ada) == {"phone", "sms"}


def test_a_conversation_that_is_taken_back_ends_what_it_brought(found, sentences):
    phone, door = Phone(found), street.door(found)
    talked = phone.note(door, "talked", said=sealed(found, door, sentences))
    phone.note(door, "undo", of=str(talked.id))
    ada = Person.objects.get()
    assert not given(ada) and not ada.contacts.exists() and not DoorContact.objects.exists()


def test_the_erased_are_gone_from_the_log_too(found, sentences, dora):
    phone, door = Phone(found), street.door(found)
    phone.note(door, "talked", said=sealed(found, door, sentences))
    erase_person(person=Person.objects.get(), user=dora)
    assert LoggedEntry.objects.get().body == {} and DoorContact.objects.get().contact is None
    phone.note(door, "absent")
    assert not Person.objects.exists()


@pytest.mark.both
def test_the_erased_are_gone_from_the_log_though_their_visit_was_removed_before(found, sentences, dora):
    phone, door = Phone(found), street.door(found)
    phone.note(door, "talked", said=sealed(found, door, sentences))
    ada = Person.objects.get()
    remove_contact(contact=ada.contacts.get(), user=dora)
    erase_person(person=ada, user=dora)
    assert LoggedEntry.objects.get().body == {} and DoorContact.objects.get().person is None
    phone.note(door, "absent")
    assert not Person.objects.exists()


def test_the_erased_are_gone_from_the_log_of_whom_they_were_merged_with(found, sentences, dora):
    phone, door = Phone(found), street.door(found)
    phone.note(door, "talked", said=sealed(found, door, sentences))
    kept = add_person(given_name="Ada", family_name="Lovelace")
    merge(kept=kept, absorbed=Person.objects.exclude(pk=kept.pk).get(), user=dora)
    erase_person(person=kept, user=dora)
    assert LoggedEntry.objects.get().body == {}


def test_what_was_agreed_to_ends_with_the_conversation_though_its_visit_was_removed(found, sentences, dora):
    phone, door = Phone(found), street.door(found)
    talked = phone.note(door, "talked", said=sealed(found, door, sentences))
    ada = Person.objects.get()
    remove_contact(contact=ada.contacts.get(), user=dora)
    phone.note(door, "undo", of=str(talked.id))
    assert not given(ada) and not DoorContact.objects.exists()
