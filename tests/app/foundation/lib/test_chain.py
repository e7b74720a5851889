"""Chains in the database: many rows at once, and what is found of who touches them."""

import threading

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hustings.foundation.lib.chain.links import _SAYS, one_moment
from hustings.people.persons import consent_chain
from hustings.people.persons.models import ConsentEntry, ConsentSeal, Person, Purpose, Wording
from hustings.site.petitions import proof
from hustings.site.petitions.models import Seal, Signature
from mailguard import chain
from tests.cast.site.petitions.fixtures import make, signed

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def entries(n: int) -> list[ConsentEntry]:
    """New answers of one person, not yet written."""
    person = Person.objects.create()
    words = Wording.objects.get_or_create(digest="d", defaults={"purpose": "email", "text": "Write!"})[0]
    return [
        ConsentEntry(
            person=person, subject=person.uid, purpose=Purpose.EMAIL, is_given=True, source=f"page {nth}",
            wording=words if nth % 2 else None, given_at=timezone.now(),
        )
        for nth in range(n)
    ]  # fmt: skip


def seal(rows: list[ConsentEntry]) -> None:
    """Write them, as a request does, and seal them, as the schedule does."""
    for row in rows:
        row.salt = consent_chain.salt()
    ConsentEntry.objects.bulk_create(rows)
    assert consent_chain.seal_waiting() == len(rows)


def test_many_rows_are_sealed_in_as_many_statements_as_one():
    counts = []
    for n in (1, 200):
        ConsentEntry.objects.bulk_create(entries(n))
        with CaptureQueriesContext(connection) as asked:
            assert consent_chain.seal_waiting() == n
        counts.append(len(asked))
    proof = consent_chain.prove()
    assert (proof.n, proof.n_links, proof.n_unsealed, proof.fault) == (201, 2, 0, None)
    assert counts[0] == counts[1] <= 11
    assert consent_chain.seal_waiting() == 0
    assert ConsentSeal.objects.count() == 2


def test_seals_of_many_runs_are_one_chain():
    seal(entries(3))
    seal(entries(2))
    seal(entries(1))
    proof = consent_chain.prove()
    assert (proof.n, proof.n_links, proof.fault) == (6, 3, None)


def test_an_end_that_was_cut_is_told_by_the_hash_that_somebody_kept():
    seal(entries(1))
    first = consent_chain.prove().head
    seal(entries(1))
    last = consent_chain.prove().head
    assert consent_chain.prove(head=first).is_whole and consent_chain.prove(head=last).is_whole
    ConsentSeal.objects.filter(position=2).delete()
    told = consent_chain.prove().fault
    assert told and told.key == ConsentEntry.objects.latest("pk").pk, "its seal is not there"
    ConsentEntry.objects.latest("pk").person.delete()
    assert consent_chain.prove().is_whole, "the chain itself can't know"
    told = consent_chain.prove(head=last).fault
    assert told and told.says == str(_SAYS["head"])


def test_the_first_bad_seal_is_named_by_its_place():
    for _nth in range(3):
        seal(entries(1))
    _one, two, three = ConsentSeal.objects.order_by("position")
    ConsentSeal.objects.filter(pk=two.pk).update(content=b"", digest="f" * 64)
    assert _position() == 2
    ConsentSeal.objects.filter(pk=two.pk).update(content=two.content, digest=two.digest)
    assert _position() is None
    ConsentSeal.objects.filter(pk=two.pk).update(position=9)
    ConsentSeal.objects.filter(pk=three.pk).update(position=2)
    assert _position() == 2, "they were swapped"


def _position() -> int | None:
    fault = consent_chain.prove().fault
    return fault.position if fault else None


def test_a_chain_is_written_inside_a_transaction_alone(transactional_db):
    with pytest.raises(transaction.TransactionManagementError):
        consent_chain.ledger.chain().add([ConsentSeal(content=b"")])
    assert not ConsentSeal.objects.exists()


def test_what_is_proved_is_of_one_moment(transactional_db):
    """A proof that takes long sees no row without its seal, nor a seal without its rows."""

    def write() -> None:
        seal(entries(1))
        connection.close()

    seal(entries(1))
    with one_moment(ConsentSeal):
        before = ConsentEntry.objects.count()
        writing = threading.Thread(target=write)
        writing.start()
        writing.join()
        assert (before, ConsentEntry.objects.count()) == (1, 1)
    assert ConsentEntry.objects.count() == 2 and consent_chain.prove().is_whole


def test_each_petition_has_a_chain_of_its_own():
    one, other = make(), make()
    signed(one, "a@example.org")
    mine = signed(other, "b@example.org")
    assert proof.seal_waiting() == 2
    assert {each.position for each in Seal.objects.all()} == {1}
    assert proof.prove(one.pk).head != proof.prove(other.pk).head
    Signature.objects.filter(pk=mine.pk).update(seal=Seal.objects.get(petition=one))
    assert proof.prove(one.pk).is_whole
    fault = proof.prove(other.pk).fault
    assert fault and fault.key == mine.pk


def test_what_is_written_out_holds_without_the_database():
    seal(entries(3))
    with transaction.atomic():
        consent_chain.seal_gone([ConsentEntry.objects.latest("pk").pk])
    lines = [line.decode() for line in consent_chain.ledger.register()]
    found = chain.check(lines, "consents")
    assert (found.faults, found.head, len(found.sealed)) == ([], consent_chain.prove().head, 3)
    assert len(found.gone) == 1 and found.fields[0] == "number"
