"""Two records are made one, and parted again as if nothing had been."""

import datetime as dt
from typing import Any

import pytest
from django.core import serializers
from django.db import transaction
from django.test import Client
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Zone
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.emails import delivery_tokens
from hustings.outreach.mailings.models import Mailing
from hustings.people.contacts.models import Contact, FollowUp
from hustings.people.duplicates.actions import merges
from hustings.people.duplicates.merging import relations
from hustings.people.duplicates.models import Duplicate, Merge
from hustings.people.persons import actions as persons_actions
from hustings.people.persons import consent_chain
from hustings.people.persons.models import (
    Affiliation,
    Consent,
    ConsentEntry,
    Email,
    Field,
    FieldOption,
    FieldValue,
    Look,
    Organisation,
    Person,
    Purpose,
    Tagging,
)
from hustings.people.privacy import actions as privacy_actions
from hustings.people.privacy import consent_ledger

pytestmark = pytest.mark.both

BORN = dt.date(1980, 5, 17)
SEEN = (
    "emails phones addresses taggings field_values notes consents consent_entries contacts follow_ups looks "
    "affiliations deliveries recruits"
).split()


@pytest.fixture
def charlotte(france: Zone) -> Person:
    """Charlie's other record."""
    return persons_actions.add_person(
        given_name="Charlotte", family_name="Dupond", email="charlotte@example.org", born_on=BORN,
        phone="0612345678", zone=Zone.objects.get(name="Nîmes"),
    )  # fmt: skip


def furnish(person: Person, user: User, *, tags: list[str], phone: str, number: str) -> None:
    """A bit of everything; some of it the other has too."""
    persons_actions.add_phone(person=person, number="0698765432")
    persons_actions.add_phone(person=person, number=phone)
    persons_actions.add_postal_address(person=person, lines="3 rue Haute", postcode="69001", city="Lyon")
    for tag in tags:
        persons_actions.tag(person=person, name=tag)
    for label in ["Size", f"Only {number}"]:
        field = Field.objects.filter(label=label).first() or persons_actions.add_field(
            label=label, kind="text"
        )
        persons_actions.set_field(person=person, field=field, value=f"{label} of {number}")
    persons_actions.add_note(person=person, body=f"Note on {number}")
    Contact.objects.create(person=person, method="call", outcome="reached")
    FollowUp.objects.create(person=person, what="Call", due_on=BORN)
    Look.objects.create(person=person, user=user, day=BORN, how="record")
    union = Organisation.objects.filter(name="Rail union").first() or Organisation()
    union.rename("Rail union")
    union.save()
    Affiliation.objects.create(person=person, organisation=union)
    Person.objects.filter(pk=person.pk).update(external_id=number)
    for name in ["To all", f"To {number}"]:
        mailing, _is_new = Mailing.objects.get_or_create(name=name)
        Delivery.objects.create(
            mailing=mailing, person=person, address=person.emails.get().address, state="sent",
            sent_at=timezone.now(),
        )  # fmt: skip


@pytest.fixture
def both(charlie: Person, charlotte: Person, dora: User) -> tuple[Person, Person]:
    """Two full records."""
    furnish(charlie, dora, tags=["Poster", "Driver"], phone="0611111111", number="A1")
    furnish(charlotte, dora, tags=["Driver", "Cook"], phone="0622222222", number="B2")
    for person, is_given, day in [(charlie, True, 1), (charlotte, False, 2)]:
        persons_actions.record_consent(
            person=person, purpose=Purpose.EMAIL, is_given=is_given, source="page",
            given_at=timezone.now() - dt.timedelta(days=9 - day),
        )  # fmt: skip
    persons_actions.record_consent(person=charlotte, purpose=Purpose.SMS, is_given=True, source="page")
    for name in ["Zoé", "Yann"]:
        other = persons_actions.add_person(given_name=name)
        Duplicate.objects.create(first=charlotte, second=other, certainty="likely", score=0.5)
        Person.objects.filter(pk=other.pk).update(recruiter=charlotte)
    charlie.refresh_from_db()
    charlotte.refresh_from_db()
    return charlie, charlotte


def snapshot(person: Person) -> dict[str, Any]:
    """All that hangs on somebody, but for the timeline and the order of addresses, which merging adds to."""
    person = Person.objects.get(pk=person.pk)
    found = {"person": serializers.serialize("python", [person])[0]["fields"]}
    del found["person"]["updated_at"]
    for name in SEEN:
        rows = serializers.serialize("python", getattr(person, name).order_by("pk"))
        for row in rows:
            for changing in ["position", "updated_at"]:
                row["fields"].pop(changing, None)
            if name == "consents":
                row["pk"] = 0
        found[name] = rows
    return found


def test_all_that_is_known_of_either_is_on_one_record(both: tuple[Person, Person], dora: User) -> None:
    kept, absorbed = both
    merges.merge(kept=kept, absorbed=absorbed, user=dora)
    kept.refresh_from_db()
    assert not Person.objects.filter(pk=absorbed.pk).exists()
    assert [email.address for email in kept.emails.all()] == ["charlie@example.org", "charlotte@example.org"]
    assert sorted(phone.number[-9:] for phone in kept.phones.all()) == [
        "611111111", "612345678", "622222222", "698765432",
    ]  # fmt: skip
    assert kept.addresses.count() == 1  # the same place once
    assert sorted(kept.tags.values_list("name", flat=True)) == ["Cook", "Driver", "Poster"]
    assert {value.field.label: value.text for value in kept.field_values.select_related("field")} == {
        "Size": "Size of A1", "Only A1": "Only A1 of A1", "Only B2": "Only B2 of B2",
    }  # fmt: skip
    assert (kept.notes.count(), kept.contacts.count(), kept.follow_ups.count()) == (2, 2, 2)
    assert (kept.looks.count(), kept.affiliations.count(), kept.deliveries.count()) == (1, 1, 3)
    assert (kept.name, kept.born_on, kept.external_id) == ("Charlie Dupont", BORN, "A1")
    assert kept.recruits.count() == 2
    assert Duplicate.objects.filter(first=kept).count() == 2
    assert kept.activities.latest("pk").kind == "merge.merged"
    assert kept.activities.filter(kind="person.added").count() == 2


def test_consents_are_read_from_both_ledgers_and_the_chain_proves_whole(
    both: tuple[Person, Person], dora: User
) -> None:
    kept, absorbed = both
    consent_chain.seal_waiting()
    merge = merges.merge(kept=kept, absorbed=absorbed, user=dora)
    assert {stand.purpose: stand.is_given for stand in kept.consents.all()} == {"email": False, "sms": True}
    assert {entry.subject for entry in kept.consent_entries.all()} == {kept.uid, absorbed.uid}
    assert consent_ledger.prove().fault is None
    merges.part(merge=merge, user=dora)
    assert consent_ledger.prove().fault is None
    assert {stand.purpose: stand.is_given for stand in kept.consents.all()} == {"email": True}


@pytest.mark.parametrize("choice", ["kept", "absorbed"])
def test_a_merge_taken_back_leaves_both_as_they_were(
    both: tuple[Person, Person], dora: User, choice: str
) -> None:
    kept, absorbed = both
    before = snapshot(kept), snapshot(absorbed)
    names = [
        "name", "born_on", "language", "zone", "external_id", "source", "email", "phone", "address",
        "field.size",
    ]  # fmt: skip
    merge = merges.merge(kept=kept, absorbed=absorbed, choices=dict.fromkeys(names, choice), user=dora)
    assert snapshot(kept) != before[0]
    parted = merges.part(merge=merge, user=dora)
    assert (parted.stays, parted.lost, parted.noes) == ([], {}, [])
    assert snapshot(kept) == before[0]
    assert snapshot(absorbed) == before[1]
    assert list(kept.activities.values_list("kind", flat=True)[:1]) == ["merge.parted"]
    assert absorbed.activities.filter(kind="person.added").count() == 1
    assert Duplicate.objects.open().filter(first=absorbed).count() == 2


def test_each_field_is_chosen(both: tuple[Person, Person], dora: User) -> None:
    kept, absorbed = both
    choices = dict.fromkeys(["name", "zone", "external_id", "email", "field.size"], "absorbed")
    merges.merge(kept=kept, absorbed=absorbed, choices=choices, user=dora)
    kept.refresh_from_db()
    assert (kept.name, kept.zone, kept.external_id) == ("Charlotte Dupond", absorbed.zone, "B2")
    assert kept.name_key == "dupond,charlotte"
    assert kept.emails.first().address == "charlotte@example.org"
    assert kept.field_values.get(field__label="Size").text == "Size of B2"


def test_a_wish_to_be_left_alone_wins_and_the_first_day_counts(both: tuple[Person, Person]) -> None:
    kept, absorbed = both
    long_ago = timezone.now() - dt.timedelta(days=900)
    Person.objects.filter(pk=absorbed.pk).update(no_calls_since=long_ago, created_at=long_ago)
    Person.objects.filter(pk=kept.pk).update(no_calls_since=timezone.now())
    merges.merge(kept=kept, absorbed=absorbed)
    kept.refresh_from_db()
    assert kept.no_calls_since == kept.created_at == long_ago


def test_of_a_field_with_several_choices_both_stay(charlie: Person, charlotte: Person) -> None:
    field = Field.objects.create(slug="skills", label="Skills", kind="choices")
    options = [FieldOption.objects.create(field=field, slug=slug, label=slug) for slug in "abc"]
    for person, chosen in [(charlie, options[:2]), (charlotte, options[1:])]:
        for option in chosen:
            FieldValue.objects.create(person=person, field=field, option=option)
    merge = merges.merge(kept=charlie, absorbed=charlotte)
    assert sorted(charlie.field_values.values_list("option__slug", flat=True)) == ["a", "b", "c"]
    merges.part(merge=merge)
    assert sorted(charlie.field_values.values_list("option__slug", flat=True)) == ["a", "b"]
    assert sorted(charlotte.field_values.values_list("option__slug", flat=True)) == ["b", "c"]


def test_what_came_after_goes_to_whose_address_it_bears(both: tuple[Person, Person], dora: User) -> None:
    kept, absorbed = both
    merge = merges.merge(kept=kept, absorbed=absorbed, user=dora)
    for address in ["charlie@example.org", "charlotte@example.org"]:
        kept.log("mail.opened", address=address)
        Delivery.objects.create(
            mailing=Mailing.objects.create(name=f"Later to {address}"), person=kept, address=address,
            state="sent", sent_at=timezone.now(),
        )  # fmt: skip
    persons_actions.add_email(person=kept, address="new@example.org")
    persons_actions.add_note(person=kept, body="Written since")
    parted = merges.part(merge=merge, user=dora)
    assert parted.later == {"persons.activity.person": 1, "delivery.delivery.person": 1}
    assert absorbed.activities.filter(kind="mail.opened").count() == 1
    assert (
        absorbed.deliveries.filter(mailing__name__startswith="Later").get().address == "charlotte@example.org"
    )
    assert kept.emails.filter(address="new@example.org").exists()
    assert kept.notes.filter(body="Written since").exists()


def test_lines_about_what_was_theirs_go_along_also_where_it_is_gone(
    both: tuple[Person, Person], dora: User
) -> None:
    kept, absorbed = both
    address = persons_actions.add_postal_address(
        person=absorbed, lines="9 rue Basse", postcode="69002", city="Lyon"
    )
    number = absorbed.phones.exclude(number__in=kept.phones.values("number")).first()
    shared = absorbed.phones.filter(number__in=kept.phones.values("number")).first()
    assert number
    assert shared
    merge = merges.merge(kept=kept, absorbed=absorbed, user=dora)
    persons_actions.add_email(person=kept, address="third@example.org")
    persons_actions.remove_email(email=kept.emails.get(address="charlotte@example.org"), user=dora)
    for one in (number, shared):
        persons_actions.remove_phone(phone=kept.phones.get(number=one.number), user=dora)
    persons_actions.remove_postal_address(address=kept.addresses.get(pk=address.pk), user=dora)
    merges.part(merge=merge, user=dora)
    gone = {"person.email_removed", "person.phone_removed", "person.address_removed"}
    theirs = set(absorbed.activities.filter(kind__in=gone).values_list("kind", flat=True))
    left = list(kept.activities.filter(kind__in=gone).values_list("data__number", flat=True))
    assert theirs == gone
    assert left == [shared.number]  # it was both's
    merge.refresh_from_db()
    assert merge.known == {}


def test_a_no_said_since_holds_for_both_and_a_yes_for_the_kept_one(
    charlie: Person, charlotte: Person, dora: User
) -> None:
    for purpose in [Purpose.EMAIL, Purpose.SMS]:
        persons_actions.record_consent(person=charlotte, purpose=purpose, is_given=True, source="page")
    merge = merges.merge(kept=charlie, absorbed=charlotte, user=dora)
    persons_actions.record_consent(person=charlie, purpose=Purpose.EMAIL, is_given=False, source="link")
    persons_actions.record_consent(person=charlie, purpose=Purpose.PHONE, is_given=True, source="page")
    assert merges.part(merge=merge, user=dora).noes == ["email"]
    stands = {(row.person_id, row.purpose): row.is_given for row in Consent.objects.all()}
    assert stands == {
        (charlie.pk, "email"): False, (charlie.pk, "phone"): True,
        (charlotte.pk, "email"): False, (charlotte.pk, "sms"): True,
    }  # fmt: skip
    consent_chain.seal_waiting()
    assert consent_ledger.prove().fault is None


def test_what_was_changed_since_stays_and_is_named(both: tuple[Person, Person], dora: User) -> None:
    kept, absorbed = both
    merge = merges.merge(kept=kept, absorbed=absorbed, choices={"name": "absorbed"}, user=dora)
    persons_actions.change_person(person=kept, given_name="Carla", family_name="Dupond")
    persons_actions.remove_email(email=kept.emails.get(address="charlotte@example.org"))
    Tagging.objects.filter(tag__name="Driver").delete()
    kept.tags.through.objects.filter(tag__name="Driver").delete()
    parted = merges.part(merge=merge, user=dora)
    kept.refresh_from_db()
    assert kept.name == "Carla Dupond"  # a name is a whole
    assert kept.name_key == "dupond,carla"
    assert {"given_name", "family_name"} <= set(parted.stays)
    assert not absorbed.emails.exists()


def test_a_chain_of_merges_comes_apart_in_any_order(both: tuple[Person, Person], dora: User) -> None:
    kept, absorbed = both
    third = persons_actions.add_person(given_name="Carole", email="carole@example.org")
    persons_actions.record_consent(person=third, purpose=Purpose.EMAIL, is_given=True, source="page")
    before = snapshot(third), snapshot(absorbed)
    first = merges.merge(kept=absorbed, absorbed=third, user=dora)
    merges.merge(kept=kept, absorbed=absorbed, user=dora)
    first.refresh_from_db()
    assert first.kept == kept
    assert consent_ledger.prove().fault is None
    merges.part(merge=first, user=dora)
    assert snapshot(third) == before[0]
    second = Merge.objects.get(absorbed_id=absorbed.pk)
    merges.part(merge=second, user=dora)
    after = snapshot(absorbed)
    assert after == before[1]
    assert consent_ledger.prove().fault is None


def test_the_link_in_either_letter_still_leads_out(
    both: tuple[Person, Person], dora: User, client: Client
) -> None:
    kept, absorbed = both
    persons_actions.record_consent(person=kept, purpose=Purpose.EMAIL, is_given=True, source="page")
    letter = absorbed.deliveries.get(mailing__name="To all")
    merges.merge(kept=kept, absorbed=absorbed, user=dora)
    assert not Delivery.objects.filter(pk=letter.pk).exists()
    assert client.post(f"/u/{delivery_tokens.make(letter.pk)}/", {"deed": "unsubscribe"}).status_code == 200
    assert not kept.consents.get(purpose="email").is_given


def test_nothing_that_points_to_people_is_forgotten() -> None:
    names = {relation.name for relation in relations.every()} | relations.OWN_RULES
    assert {
        "delivery.delivery.person", "persons.person.recruiter", "persons.consententry.person",
        "duplicates.merge.kept",
        "signups.signup.person", "signups.signup.recruiter", "persons.look.person",
        "selfservice.pagelink.person",
    } <= names  # fmt: skip
    fields = Person._meta.get_fields(include_hidden=True)
    assert len(names) == sum(not field.concrete and not field.many_to_many for field in fields)


def test_somebody_who_brought_the_other_did_not_bring_themselves(both: tuple[Person, Person]) -> None:
    kept, absorbed = both
    Person.objects.filter(pk=kept.pk).update(recruiter=absorbed)
    merge = merges.merge(kept=kept, absorbed=absorbed)
    kept.refresh_from_db()
    assert kept.recruiter is None
    merges.part(merge=merge)
    kept.refresh_from_db()
    assert kept.recruiter == absorbed


def test_what_can_not_be_merged_or_parted_is_refused(both: tuple[Person, Person]) -> None:
    kept, absorbed = both
    with pytest.raises(merges.MergeRefused):
        merges.merge(kept=kept, absorbed=kept)
    merge = merges.merge(kept=kept, absorbed=absorbed)
    with pytest.raises(merges.MergeRefused):
        merges.merge(kept=kept, absorbed=absorbed)
    merges.part(merge=merge)
    with pytest.raises(merges.AlreadyParted):
        merges.part(merge=merge)


def test_a_merge_is_whole_or_not_at_all(both: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch) -> None:
    kept, absorbed = both
    before = snapshot(kept), snapshot(absorbed)
    monkeypatch.setattr("hustings.people.duplicates.merging.derived_rows.read_anew", lambda *people: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        merges.merge(kept=kept, absorbed=absorbed)
    assert (snapshot(kept), snapshot(absorbed)) == before


def test_erasing_the_kept_record_erases_what_the_merge_put_away(both: tuple[Person, Person]) -> None:
    kept, absorbed = both
    merges.merge(kept=kept, absorbed=absorbed)
    privacy_actions.erase_person(person=kept)
    for model in [Merge, Email, ConsentEntry, Delivery]:
        assert not model.objects.exists(), model
