"""Erasure of many people at once, and the fingerprints that stay of them."""

from collections.abc import Sequence
from uuid import uuid4

from django.db import transaction

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import removal
from hustings.people.persons import consent_chain
from hustings.people.persons.hooks import erasure_hooks
from hustings.people.persons.models import ConsentEntry, ErasedKey, Erasure, Household, Person
from hustings.people.persons.models.erasures import fingerprints
from hustings.people.privacy import redaction
from hustings.people.privacy.identifiers import Known


def empty_households(keys: Sequence[int | None]) -> None:
    """Households of those who were erased, where nobody else lives: such a name is often theirs."""
    Household.objects.filter(pk__in=[key for key in keys if key], members=None).delete()


@transaction.atomic
def erase_many(people: Sequence[int], user: User | None) -> None:
    """Erase these locked people as ``actions.erase_person`` does; last step, for it seals the ledger."""
    entries = ConsentEntry.objects.filter(person__in=people).exclude(seal=None).order_by()
    gone = list(entries.values_list("pk", flat=True))
    forgotten = redaction.Forgotten(people)
    erasure_hooks.erase(people, forgotten.known.address_keys)
    households = list(Person.objects.filter(pk__in=people).order_by().values_list("household", flat=True))
    removal.remove(Person, people)
    empty_households(households)
    forgotten.finish()
    leave(forgotten.known, user)
    consent_chain.seal_gone(gone)


def leave(known: Known, user: User | None) -> None:
    """What stays of these people: fingerprints. A few statements, however many they are."""
    erasures, others = {}, []
    for pk, texts in known.keys().items():
        together = uuid4()
        prints: list[str | None] = [fingerprints(key)[0] for key in known.addresses[pk]]
        for print_ in prints or [None]:
            erasures[print_ or together] = Erasure(fingerprint=print_, user=user, together=together)
        others += [ErasedKey(fingerprint=fingerprints(text)[0], together=together) for text in sorted(texts)]
    Erasure.objects.bulk_create(
        erasures.values(), update_conflicts=True, unique_fields=["fingerprint"],
        update_fields=["user", "together"],
    )  # fmt: skip
    ErasedKey.objects.bulk_create(others, batch_size=5_000)
