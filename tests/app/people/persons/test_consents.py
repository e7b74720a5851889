"""The ledger, and the database that guards it."""

import datetime as dt
import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from hustings.people.persons import actions
from hustings.people.persons.models import Consent, ConsentEntry, Person, Purpose

pytestmark = pytest.mark.both

LEDGER = "persons_consententry"


def say(person: Person, is_given: bool = True, **more: object) -> ConsentEntry:
    words = {"purpose": Purpose.EMAIL, "source": "page /fr/", "text": "Write to me."} | more
    return actions.record_consent(person=person, is_given=is_given, **words)


@pytest.fixture
def charlie(db: None) -> Person:
    return Person.objects.create()


def test_a_consent_is_a_row_a_stand_and_a_line_of_the_timeline(charlie, dora):
    entry = say(charlie, user=dora)
    assert entry.wording.text == "Write to me."
    assert Consent.objects.live().get().entry == entry
    assert charlie.activities.get().kind == "consent.yes"
    assert charlie.activities.get().user == dora


def test_the_last_word_stands(charlie):
    say(charlie, True)
    say(charlie, False)
    assert not Consent.objects.get().is_given
    assert ConsentEntry.objects.count() == 2


def test_an_older_word_that_comes_in_later_overrules_nothing(charlie):
    say(charlie, False)
    say(charlie, True, given_at=timezone.now() - dt.timedelta(days=400))
    assert not Consent.objects.get().is_given
    assert ConsentEntry.objects.count() == 2


@pytest.mark.parametrize(
    "change", [{"is_given": False}, {"source": "x"}, {"given_at": timezone.now()}, {"purpose": "sms"}]
)
def test_the_database_refuses_to_change_the_ledger(charlie, dora, change):
    say(charlie, user=dora)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        ConsentEntry.objects.update(**change)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        ConsentEntry.objects.update(user=None, **change)


def test_a_user_may_be_forgotten_but_not_replaced(charlie, dora, mallory):
    say(charlie, user=dora)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        ConsentEntry.objects.update(user=mallory)
    dora.delete()
    assert ConsentEntry.objects.get().user_id is None


@pytest.mark.django_db(transaction=True)
def test_the_ledger_goes_only_with_its_person():
    staying, going = Person.objects.create(), Person.objects.create()
    say(staying)
    say(going)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.all().delete()
        ConsentEntry.objects.filter(person=staying).delete()
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {LEDGER}")
    going.delete()
    assert [entry.person for entry in ConsentEntry.objects.all()] == [staying]


@pytest.mark.django_db(transaction=True)
def test_two_words_at_once_leave_ledger_and_stand_agreeing():
    person = Person.objects.create()
    start = threading.Barrier(6)

    def talk(is_given: bool) -> None:
        start.wait()
        try:
            for _ in range(5):
                say(person, is_given)
        finally:
            connection.close()

    threads = [threading.Thread(target=talk, args=(bool(n % 2),)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ConsentEntry.objects.count() == 30
    latest = ConsentEntry.objects.order_by("-given_at", "-pk")[0]
    assert Consent.objects.get().entry == latest
    assert Consent.objects.get().is_given == latest.is_given
