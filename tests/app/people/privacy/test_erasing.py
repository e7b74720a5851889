"""The right to be forgotten."""

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.http import QueryDict
from django.utils import translation
from django.utils.http import urlencode

from hustings.people.changes.actions import operations
from hustings.people.changes.operations.selection import Whom
from hustings.people.duplicates.actions import merges
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import ConsentEntry, Email, Erasure, Household, Person, Purpose
from hustings.people.privacy import actions as privacy_actions
from hustings.people.privacy import erasure
from hustings.people.privacy.erasure import erase_many
from hustings.people.privacy.identifiers import Known
from hustings.people.privacy.redaction import GONE, Redaction
from hustings.people.segments import actions as segments_actions
from hustings.people.segments.models import SavedView
from hustings.people.signups.models import SignUp
from tests.cast.people import submissions

pytestmark = pytest.mark.both


@pytest.fixture
def known(charlie):
    """Charlie, with something in every table."""
    persons_actions.add_phone(person=charlie, number="0612345678")
    persons_actions.add_postal_address(person=charlie, lines="1 rue Dupont", postcode="69001", city="Lyon")
    persons_actions.tag(person=charlie, name="bénévole")
    field = persons_actions.add_field(label="Dog", kind="text")
    persons_actions.set_field(person=charlie, field=field, value="Rantanplan Dupont")
    persons_actions.add_note(person=charlie, body="Likes charlie@example.org")
    persons_actions.record_consent(
        person=charlie, purpose=Purpose.EMAIL, is_given=True, source="page", text="Yes."
    )
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
    privacy_actions.erase_person(person=known, user=dora)
    left = everything().lower()
    for word in ["dupont", "charlie", "612345678", "rantanplan", uid, uid.replace("-", "")]:
        assert word not in left
    assert not ConsentEntry.objects.exists()
    assert Erasure.objects.get().user == dora


def test_an_erased_address_comes_back_only_by_its_own_wish(known):
    privacy_actions.erase_person(person=known)
    with pytest.raises(persons_actions.WasErased):
        persons_actions.add_person(email="CHARLIE@example.org")
    other = persons_actions.add_person(email="other@example.org")
    with pytest.raises(persons_actions.WasErased):
        persons_actions.add_email(person=other, address="charlie@example.org")
    assert Erasure.objects.of("charlie@example.org").exists()
    assert not Erasure.objects.of("other@example.org").exists()
    persons_actions.add_person(email="charlie@example.org", is_own_wish=True)
    assert not Erasure.objects.exists()
    assert Email.objects.count() == 2


def test_a_sign_up_is_ones_own_wish(known):
    privacy_actions.erase_person(person=known)
    sign_up = SignUp.objects.create(
        address="charlie@example.org", key="charlie@example.org", language="fr", source="page"
    )
    assert submissions.confirm(sign_up).person == Person.objects.get()
    assert not Erasure.objects.exists()


def test_the_fingerprint_outlives_a_change_of_the_secret_key(known, settings):
    privacy_actions.erase_person(person=known)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert Erasure.objects.of("charlie@example.org").exists()
    settings.SECRET_KEY_FALLBACKS = []
    assert not Erasure.objects.of("charlie@example.org").exists()


def test_somebody_without_an_address_is_erased_too(db):
    privacy_actions.erase_person(person=persons_actions.add_person(given_name="Nemo"))
    privacy_actions.erase_person(person=persons_actions.add_person(given_name="Nemo"))
    assert not Person.objects.exists()
    assert Erasure.objects.filter(fingerprint=None).count() == 2


def test_a_household_goes_with_the_last_of_it_and_stays_with_the_others(charlie):
    other = persons_actions.add_person(given_name="Zoé", zone=charlie.zone)
    household = persons_actions.join_household(person=other, other=charlie)
    persons_actions.rename_household(household=household, name="Chez Dupont")
    privacy_actions.erase_person(person=Person.objects.get(pk=charlie.pk))
    assert Household.objects.get().name == "Chez Dupont"
    with transaction.atomic():
        erasure.erase_many([other.pk], None)
    assert not Household.objects.exists()
    alone = persons_actions.add_person(given_name="Ann", zone=other.zone)
    persons_actions.join_household(
        person=alone, other=persons_actions.add_person(given_name="Ben", zone=other.zone)
    )
    for person in Person.objects.all():
        privacy_actions.erase_person(person=person)
    assert not Household.objects.exists()


def test_what_was_typed_to_find_somebody_is_forgotten_with_them(known, dora, alice):
    other = persons_actions.add_person(
        given_name="Charles", family_name="Durand", email="c.durand@example.org"
    )
    terms = ["charlie@example.org", "06 12 34 56 78", "charlie dup", "Dupont", "char", "du"]
    views = [
        SavedView.objects.create(user=dora, name=f"{n}", query=urlencode({"q": term, "tag": 1}))
        for n, term in enumerate(terms)
    ]  # fmt: skip
    names = [{"criterion": "family_name", "operator": "begins", "value": value} for value in ("Dupont", "Du")]
    criteria = {"match": "all", "criteria": [
        *names, {"match": "any", "criteria": [{"criterion": "source", "operator": "is", "value": "page"}]}
    ]}  # fmt: skip
    segment = segments_actions.save_segment(name="All but Charlie Dupont", user=dora, criteria=criteria)
    of = Whom(query=urlencode({"q": "dupo"}))
    with translation.override("en"):
        words = str(of)
    operation = operations.start(
        kind="follow_up", user=dora, of=of, words=words, n=1,
        choices={"what": "Call Charlie Dupont", "owner": dora.pk, "due_on": "2030-01-01", "shown": "Dora"},
    )  # fmt: skip
    merge = merges.merge(kept=other, absorbed=known, choices={}, user=dora)
    merges.part(merge=merge, user=dora)
    with translation.override("fr"):
        erase_many([known.pk], dora)
    for view in views:
        view.refresh_from_db()
    asked = [QueryDict(view.query)["q"] for view in views]
    assert asked == [*["[…]"] * 4, "char", "du"]
    assert all(QueryDict(view.query)["tag"] == "1" for view in views)
    segment.refresh_from_db()
    assert [part.get("value") for part in segment.criteria["criteria"]] == ["[…]", "Du", None]
    operation.refresh_from_db()
    assert (operation.choices["what"], operation.choices["whom"]) == (
        "Call […]",
        {"query": urlencode({"q": "[…]"})},
    )
    assert operation.whom == "Search: […]", "in words that no language owns"
    left = everything().lower()
    for word in ["dupo", "charlie", "612345678"]:
        assert word not in left
    privacy_actions.erase_person(person=other)
    assert "durand" not in everything().lower()


def test_what_stands_for_a_term_finds_nobody(charlie):
    assert Person.objects.exists()
    assert not Person.objects.search(GONE).exists()
    assert not Person.objects.all().found_by([GONE])


def test_a_short_term_goes_as_a_word_of_its_own(known):
    scrub = Redaction(Known([known.pk]))
    scrub.term("ch")
    known.delete()
    scrub.settle()
    assert scrub.whom("Search: ch, among those who chose it") == "Search: […], among those who chose it"
