"""The right to be forgotten."""

import pytest
from django.apps import apps
from django.db import connection, transaction

from hustings.people import actions, erasing
from hustings.people.models import ConsentEntry, Email, Erasure, Household, Person, Purpose, SignUp


@pytest.fixture
def known(charlie):
    """Charlie, with something in every table."""
    actions.add_phone(person=charlie, number="0612345678")
    actions.add_postal_address(person=charlie, lines="1 rue Dupont", postcode="69001", city="Lyon")
    actions.tag(person=charlie, name="bénévole")
    field = actions.add_field(label="Dog", kind="text")
    actions.set_field(person=charlie, field=field, value="Rantanplan Dupont")
    actions.add_note(person=charlie, body="Likes charlie@example.org")
    actions.record_consent(person=charlie, purpose=Purpose.EMAIL, is_given=True, source="page", text="Yes.")
    SignUp.objects.create(
        address="charlie@example.org",
        key="charlie@example.org",
        family_name="Dupont",
        language="fr",
        source="x",
    )
    return charlie


def everything() -> str:
    """Every value in every table."""
    rows = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            rows += cursor.fetchall()
    return str(rows)


@pytest.mark.django_db(transaction=True)
def test_nothing_that_identifies_stays(known, dora):
    uid = str(known.uid)
    for word in ["Dupont", "charlie@example.org", "612345678", "Rantanplan"]:
        assert word in everything()
    actions.erase_person(person=known, user=dora)
    left = everything().lower()
    for word in ["dupont", "charlie", "612345678", "rantanplan", uid, uid.replace("-", "")]:
        assert word not in left
    assert not ConsentEntry.objects.exists()
    assert Erasure.objects.get().user == dora


def test_an_erased_address_comes_back_only_by_its_own_wish(known):
    actions.erase_person(person=known)
    with pytest.raises(actions.WasErased):
        actions.add_person(email="CHARLIE@example.org")
    other = actions.add_person(email="other@example.org")
    with pytest.raises(actions.WasErased):
        actions.add_email(person=other, address="charlie@example.org")
    assert Erasure.objects.erased_keys(["charlie@example.org", "other@example.org"]) == {
        "charlie@example.org"
    }
    actions.add_person(email="charlie@example.org", is_own_wish=True)
    assert not Erasure.objects.exists()
    assert Email.objects.count() == 2


def test_a_sign_up_is_ones_own_wish(known):
    actions.erase_person(person=known)
    sign_up = SignUp.objects.create(
        address="charlie@example.org", key="charlie@example.org", language="fr", source="page"
    )
    assert actions.confirm_sign_up(sign_up=sign_up) == Person.objects.get()
    assert not Erasure.objects.exists()


def test_the_fingerprint_outlives_a_change_of_the_secret_key(known, settings):
    actions.erase_person(person=known)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert Erasure.objects.erased_keys(["charlie@example.org"]) == {"charlie@example.org"}
    settings.SECRET_KEY_FALLBACKS = []
    assert not Erasure.objects.erased_keys(["charlie@example.org"])


def test_somebody_without_an_address_is_erased_too(db):
    actions.erase_person(person=actions.add_person(given_name="Nemo"))
    actions.erase_person(person=actions.add_person(given_name="Nemo"))
    assert not Person.objects.exists()
    assert Erasure.objects.filter(fingerprint=None).count() == 2


def test_a_household_goes_with_the_last_of_it_and_stays_with_the_others(charlie):
    other = actions.add_person(given_name="Zoé", zone=charlie.zone)
    household = actions.join_household(person=other, other=charlie)
    actions.rename_household(household=household, name="Chez Dupont")
    actions.erase_person(person=Person.objects.get(pk=charlie.pk))
    assert Household.objects.get().name == "Chez Dupont"
    with transaction.atomic():
        erasing.erase_many([other.pk], None)
    assert not Household.objects.exists()
    alone = actions.add_person(given_name="Ann", zone=other.zone)
    actions.join_household(person=alone, other=actions.add_person(given_name="Ben", zone=other.zone))
    for person in Person.objects.all():
        actions.erase_person(person=person)
    assert not Household.objects.exists()
