"""The chain over the consent ledger."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from hustings.foundation.jobs.schedule import jobs
from hustings.people.persons import actions as persons_actions
from hustings.people.persons import consent_chain
from hustings.people.persons.models import Consent, ConsentEntry, ConsentSeal, Person, Purpose
from hustings.people.privacy import actions as privacy_actions
from hustings.people.privacy import consent_ledger

pytestmark = pytest.mark.both

ENTRY, SEAL = "persons_consententry", "persons_consentseal"


def say(person: Person, purpose: Purpose = Purpose.EMAIL) -> ConsentEntry:
    return persons_actions.record_consent(
        person=person, purpose=purpose, is_given=True, source="page /fr/", text="Write to me."
    )


def by_force(statement: str) -> None:
    """Change the table as somebody would who owns the database: without its triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for words in ["DISABLE", statement, "ENABLE"]:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the end forbids an ALTER
                alter = f"ALTER TABLE {ENTRY} {words} TRIGGER USER"
                cursor.execute(words if words is statement else alter)
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(statement)
        for _, sql in triggers:
            cursor.execute(sql, None)


@pytest.fixture
def entries(db: None) -> list[ConsentEntry]:
    """Six answers of three people under two seals."""
    people = [Person.objects.create() for _ in range(3)]
    found = [say(person) for person in people]
    consent_chain.seal_waiting()
    found += [say(person, Purpose.SMS) for person in people]
    consent_chain.seal_waiting()
    return found


def test_a_whole_ledger_is_proved(entries):
    proof = consent_ledger.prove()
    assert (proof.n, proof.n_links, proof.n_unsealed, proof.fault) == (6, 2, 0, None)
    assert proof.head == ConsentSeal.objects.get(position=2).digest


def test_sealing_again_changes_nothing(entries):
    before = consent_ledger.prove().head
    assert consent_chain.seal_waiting() == 0
    assert consent_ledger.prove().head == before


@pytest.mark.django_db
def test_answers_of_a_minute_are_sealed_together():
    for _number in range(3):
        say(Person.objects.create())
    next(job for job in jobs.all() if job.name == "privacy.seal_the_ledger").run()
    assert {entry.seal.position for entry in ConsentEntry.objects.select_related("seal")} == {1}
    assert consent_ledger.prove().n_unsealed == 0


@pytest.mark.parametrize("change", ["is_given = NOT is_given", "source = 'elsewhere'", "purpose = 'post'"])
def test_a_changed_entry_is_named(entries, change):
    by_force(f"UPDATE {ENTRY} SET {change} WHERE id = {entries[4].pk}")
    by_force(f"UPDATE {ENTRY} SET source = 'later' WHERE id = {entries[5].pk}")
    fault = consent_ledger.prove().fault
    assert (fault.key, fault.position) == (entries[4].pk, 2)
    assert str(entries[4].pk) in fault.says


def test_an_entry_that_was_taken_away_is_named(entries):
    by_force(f"DELETE FROM persons_consent WHERE entry_id = {entries[1].pk}")
    by_force(f"DELETE FROM {ENTRY} WHERE id = {entries[1].pk}")
    assert consent_ledger.prove().fault.key == entries[1].pk


def test_an_entry_that_was_slipped_in_is_named(entries):
    same = "person_id, is_given, source, given_at, recorded_at, subject, salt, seal_id"
    by_force(
        f"INSERT INTO {ENTRY} (purpose, {same}) SELECT 'post', {same} FROM {ENTRY} WHERE id = {entries[0].pk}"
    )
    fault = consent_ledger.prove().fault
    assert fault.key == ConsentEntry.objects.latest("pk").pk


def test_an_entry_that_was_given_to_somebody_else_is_named(entries):
    ConsentEntry.objects.filter(pk=entries[0].pk).update(person=entries[1].person)
    assert consent_ledger.prove().fault.key == entries[0].pk


def test_a_changed_seal_breaks_the_chain(entries):
    by_force(f"UPDATE {SEAL} SET gone = '[{entries[0].pk}]' WHERE position = 1")
    assert consent_ledger.prove().fault.position == 1
    by_force(f"UPDATE {SEAL} SET gone = '[]' WHERE position = 1")
    assert consent_ledger.prove().fault is None
    by_force(f"DELETE FROM {SEAL} WHERE position = 1")
    assert consent_ledger.prove().fault.position == 1


def test_who_is_erased_leaves_a_chain_that_holds(entries):
    privacy_actions.erase_person(person=entries[0].person)
    proof = consent_ledger.prove()
    assert (proof.n, proof.n_links, proof.fault) == (4, 3, None)
    assert ConsentSeal.objects.get(position=3).gone == [entries[0].pk, entries[3].pk]


def test_where_everybody_stands_is_the_last_word(entries):
    person = entries[0].person
    day = timezone.now() - dt.timedelta(days=400)
    persons_actions.record_consent(
        person=person, purpose=Purpose.EMAIL, is_given=False, source="x", given_at=day
    )
    persons_actions.record_consent(person=person, purpose=Purpose.SMS, is_given=False, source="x")
    with CaptureQueriesContext(connection) as asked:
        assert consent_ledger.stray_stand() is None
    assert len(asked) == 2


@pytest.mark.parametrize("change", ["answer", "entry", "purpose", "gone"])
def test_a_stand_that_was_changed_is_named(entries, change):
    person = entries[1].person
    said = persons_actions.record_consent(person=person, purpose=Purpose.EMAIL, is_given=False, source="x")
    consent_chain.seal_waiting()
    assert consent_ledger.prove().fault is None
    stand = Consent.objects.filter(person=person, purpose=Purpose.EMAIL)
    if change == "gone":
        stand.delete()
    elif change == "purpose":
        stand.update(purpose=Purpose.POST)
    else:
        stand.update(is_given=True, **({"entry": entries[1]} if change == "entry" else {}))
    with translation.override("en"):
        fault = consent_ledger.prove().fault
    who = f"Person {person.pk}"
    assert fault is not None
    if change == "gone":
        assert fault.says == f"{who} gave an answer for news by e-mail, but none is recorded."
        assert fault.key in {entries[1].pk, said.pk}
    elif change == "purpose":
        assert fault.says == f"{who} has “no” for letters, but the ledger's last answer is different."
    else:
        assert fault.says == (
            f"{who} has “yes” for news by e-mail, but the ledger's last answer is different."
        )
        assert fault.key == said.pk


def test_a_stand_that_points_to_another_person_s_answer_is_named(entries):
    Consent.objects.filter(person=entries[2].person, purpose=Purpose.SMS).update(entry=entries[3])
    fault = consent_ledger.prove().fault
    assert fault is not None
    assert fault.key == entries[5].pk
